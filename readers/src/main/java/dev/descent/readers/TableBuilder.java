package dev.descent.readers;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import dev.descent.common.DescentException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Takes the cells that FastCSV cuts, straight from its buffer, to the columns' builders.
final class TableBuilder extends AbstractBaseCsvCallbackHandler<Boolean> {

    private final String file;
    private final Sniffer.Layout layout;
    private final CsvOptions options;
    private final Map<Integer, Boolean> asText;
    private final List<ColumnBuilder> columns = new ArrayList<>();
    private final List<String> header = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Set<String> marks = new TreeSet<>();
    private boolean named;
    private boolean noCells;
    private int rows;
    private int cells;
    private long line;

    /// @param asText which columns (from 0) hold texts, where an earlier reading found out
    TableBuilder(String file, Sniffer.Layout layout, CsvOptions options, Map<Integer, Boolean> asText) {
        this.file = file;
        this.layout = layout;
        this.options = options;
        this.asText = asText;
        if (!layout.header()) {
            for (int i = 1; i <= layout.textLike().length; i++) {
                header.add("column" + i);
            }
            name();
        }
    }

    List<ColumnBuilder> columns() {
        return columns;
    }

    int rows() {
        return rows;
    }

    /// The marks of missing cells that occurred.
    Set<String> marks() {
        return marks;
    }

    /// What people should know about the header.
    List<String> notes() {
        return notes;
    }

    @Override
    protected void handleBegin(long startingLineNumber) {
        line = startingLineNumber;
        cells = 0;
        noCells = false;
    }

    @Override
    protected void handleEmpty() {
        noCells = true;
    }

    @Override
    protected void handleComment(char[] text, int offset, int length) {
        noCells = true;
    }

    @Override
    protected void handleField(int index, char[] text, int offset, int length, boolean quoted) {
        cells++;
        if (length > Limits.CELL) {
            throw DescentException.data(file + ", line " + line + ": cell " + (index + 1) + " has " + length
                    + " characters, at most " + Limits.CELL + " are read. Is a closing quote missing?");
        }
        if (!named) {
            if (index >= Limits.COLUMNS) {
                throw DescentException.data(file + ": more than " + Limits.COLUMNS
                        + " columns. Expected rows as lines and columns beside each other; is the table transposed?");
            }
            header.add(new String(text, offset, length).strip());
        } else if (index < columns.size()) {
            columns.get(index).add(text, offset, length, line, marks);
        }
    }

    @Override
    protected Boolean buildRecord() {
        if (noCells) {
            return Boolean.FALSE; // FastCSV asks for these too, and leaves them out afterwards
        }
        if (!named) {
            name();
        } else if (cells != columns.size()) {
            throw ragged();
        } else {
            rows++;
        }
        return Boolean.TRUE;
    }

    private void name() {
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i);
            if (name.isEmpty()) {
                name = "column" + (i + 1);
                notes.add("column " + (i + 1) + " has no name in the header; it is called " + name);
            }
            Integer earlier = seen.putIfAbsent(name, i + 1);
            if (earlier != null) {
                throw DescentException.data(file + ", line " + Math.max(1, line) + ": the name \"" + name
                        + "\" stands twice in the header, at columns " + earlier + " and " + (i + 1)
                        + ". Expected a different name for each column: rename one; "
                        + "if this line is data, put a line of names above it");
            }
            columns.add(new ColumnBuilder(name, asText(i, name), options.floatRange()));
        }
        if (columns.size() > Limits.COLUMNS) {
            throw DescentException.data(file + ": more than " + Limits.COLUMNS + " columns");
        }
        named = true;
    }

    private boolean asText(int index, String name) {
        Set<String> used = options.used();
        return options.categorical().contains(name) || used != null && !used.contains(name)
                || asText.getOrDefault(index, index < layout.textLike().length && layout.textLike()[index]);
    }

    private DescentException ragged() {
        String which = layout.header() ? "the header has " : "the first line has ";
        String remedy = cells > columns.size()
                ? "Put cells that hold a " + Csv.delimiterName(layout.delimiter()) + " into double quotes"
                : "Look for a missing delimiter, a row cut off, or an unclosed quote above; an empty cell "
                        + "still needs its delimiter";
        return DescentException.data(file + ", line " + line + ": " + cells + (cells == 1 ? " cell" : " cells")
                + " where " + which + columns.size() + ". Expected one cell per column. " + remedy);
    }
}
