package dev.descent.cli;

import dev.descent.common.DescentException;
import dev.descent.data.Dataset;
import dev.descent.data.Images;
import dev.descent.data.Preparation;
import dev.descent.data.Table;
import dev.descent.train.Model;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// New rows for a model that exists.
final class ModelData {

    private ModelData() {
    }

    /// Reads a file as the model's training data were read; columns that the model does not use cannot be wrong.
    ///
    /// @param target whether the target is used
    static Dataset read(Model model, String file, @Nullable Path labels, boolean target, Terminal terminal) {
        Preparation preparation = model.preparation();
        Set<String> used = new HashSet<>(preparation.requiredColumns());
        if (target) {
            used.add(model.target().name());
        }
        DataFile read = DataFile.read(file, labels, Set.copyOf(preparation.categoricalColumns()), used);
        read.notes().forEach(terminal::note);
        if (preparation.images() != read.data() instanceof Images) {
            throw DescentException.data(file + (preparation.images()
                    ? " is a table, but the model was trained on images: expected an IDX file"
                    : " holds images, but the model was trained on a table: expected the columns "
                            + String.join(", ", preparation.requiredColumns())));
        }
        return read.data();
    }

    /// The rows whose target is known.
    static Dataset labelled(Model model, Dataset data, Terminal terminal) {
        if (data instanceof Images images) {
            if (images.labels() == null) {
                throw DescentException.data(data.name() + " has no labels: name their file with --labels");
            }
            return images;
        }
        Table table = (Table) data;
        var target = table.column(model.target().name());
        int[] rows = IntStream.range(0, table.rows()).filter(row -> !target.missing(row)).toArray();
        if (rows.length == 0) {
            throw DescentException.data(table.name() + ": no row has a value in the target column \""
                    + target.name() + "\"");
        }
        if (rows.length < table.rows()) {
            terminal.note((table.rows() - rows.length) + " rows without target left out");
        }
        return rows.length == table.rows() ? table : table.select(rows);
    }
}
