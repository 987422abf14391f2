package dev.descent.lab.pages;

import dev.descent.common.DescentException;
import dev.descent.data.Table;
import dev.descent.lab.web.Ask;
import java.util.Arrays;
import java.util.Map;

/// What a page asks for of somebody's data: `data` and, where it is not the first three columns of numbers, `columns`.
final class DataAsk {

    private DataAsk() {
    }

    /// The table of that id.
    static Table table(Ask ask, Map<String, Table> tables) {
        String id = ask.id("data");
        Table table = tables.get(id);
        if (table == null) {
            throw DescentException.usage("There is no data \"" + id + "\" in this laboratory; there are "
                    + String.join(", ", tables.keySet()) + ".");
        }
        return table;
    }

    /// Two features and the target among its columns of numbers.
    static int[] columns(Ask ask) {
        return ask.has("columns")
                ? Arrays.stream(ask.numbers("columns", 3)).mapToInt(c -> (int) Math.max(0, c)).toArray()
                : new int[] {0, 1, 2};
    }
}
