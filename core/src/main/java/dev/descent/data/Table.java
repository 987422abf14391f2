package dev.descent.data;

import dev.descent.common.DescentException;
import dev.descent.common.Nearest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Named columns of equal length.
///
/// @param name    the file's name or that of the bundled data, for messages
/// @param columns in the file's order, with distinct names
public record Table(String name, List<Column> columns) implements Dataset {

    /// Copies the list and checks that names are distinct and lengths equal.
    ///
    /// @throws DescentException of kind DATA
    public Table {
        columns = List.copyOf(columns);
        Set<String> seen = new HashSet<>();
        for (Column column : columns) {
            if (!seen.add(column.name())) {
                throw DescentException.data(name + ": the column \"" + column.name()
                        + "\" occurs twice; give each column its own name");
            }
            if (column.rows() != columns.getFirst().rows()) {
                throw DescentException.data(name + ": the column \"" + column.name() + "\" has " + column.rows()
                        + " rows, \"" + columns.getFirst().name() + "\" has " + columns.getFirst().rows());
            }
        }
    }

    @Override
    public int rows() {
        return columns.isEmpty() ? 0 : columns.getFirst().rows();
    }

    /// The columns' names.
    public List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    /// The column of this name, if there is one.
    public Optional<Column> find(String column) {
        return columns.stream().filter(c -> c.name().equals(column)).findFirst();
    }

    /// The column of this name.
    ///
    /// @throws DescentException of kind DATA, with the nearest name and a list of all
    public Column column(String column) {
        return find(column).orElseThrow(() -> DescentException.data("no column \"" + column + "\" in " + name + "."
                + Nearest.hint(column, names()) + " Columns: " + Words.list(names(), 20)));
    }

    /// The table with these rows only, in this order.
    public Table select(int[] rows) {
        return new Table(name, columns.stream().map(column -> column.select(rows)).toList());
    }

    /// The table with this column replaced, or added at the end.
    public Table with(Column column) {
        List<Column> all = new ArrayList<>(columns);
        int at = names().indexOf(column.name());
        if (at < 0) {
            all.add(column);
        } else {
            all.set(at, column);
        }
        return new Table(name, all);
    }

    /// The table without the columns of these names.
    public Table without(Set<String> names) {
        return new Table(name, columns.stream().filter(column -> !names.contains(column.name())).toList());
    }
}
