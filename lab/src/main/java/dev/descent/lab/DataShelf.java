package dev.descent.lab;

import dev.descent.data.Bundled;
import dev.descent.data.Column;
import dev.descent.data.Table;
import dev.descent.readers.Csv;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/// The data that pages may see, by opaque ids: the bundled `line`, and the files named at start. Pages know ids, names
/// and numbers of columns; where a file lies stays here.
final class DataShelf {

    /// Bundled data are the same whatever a page's seed is.
    private static final long BUNDLED_SEED = 1;

    private final SequencedMap<String, Table> tables;

    private DataShelf(SequencedMap<String, Table> tables) {
        this.tables = tables;
    }

    /// Reads the files.
    ///
    /// @throws dev.descent.common.DescentException (data) where one cannot be read
    static DataShelf of(List<Path> files) {
        SequencedMap<String, Table> tables = new LinkedHashMap<>();
        if (Bundled.LINE.load(BUNDLED_SEED) instanceof Table line) {
            tables.put(Bundled.LINE.word(), line);
        }
        for (Path file : files) {
            tables.put(id(file, tables.size()), Csv.read(file));
        }
        return new DataShelf(tables);
    }

    /// The tables by id, in order.
    SequencedMap<String, Table> tables() {
        return tables;
    }

    /// What pages are told: id, name, rows and the names of columns with numbers.
    List<Map<String, Object>> index() {
        List<Map<String, Object>> index = new ArrayList<>();
        tables.forEach((id, table) -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("id", id);
            entry.put("name", table.name());
            entry.put("rows", table.rows());
            entry.put("numeric", table.columns().stream().filter(Column.Numeric.class::isInstance).map(Column::name)
                    .toList());
            index.add(entry);
        });
        return index;
    }

    private static String id(Path file, int number) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).replaceFirst("\\.[a-z]+(\\.gz)?$", "")
                .replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        return (name.length() > 40 ? name.substring(0, 40) : name) + "-" + number;
    }
}
