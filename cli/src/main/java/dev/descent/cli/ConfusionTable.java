package dev.descent.cli;

import dev.descent.report.TextTable;
import dev.descent.train.Metrics;
import java.util.ArrayList;
import java.util.List;

/// Which classes were taken for which.
final class ConfusionTable {

    private ConfusionTable() {
    }

    /// A row per true class, a column per predicted one.
    static List<String> lines(Metrics.Classes metrics) {
        List<String> header = new ArrayList<>(List.of("true \\ predicted"));
        header.addAll(metrics.classes());
        TextTable table = TextTable.of(header.toArray(String[]::new));
        for (int truth = 0; truth < metrics.confusion().length; truth++) {
            List<String> cells = new ArrayList<>(List.of(metrics.classes().get(truth)));
            for (int count : metrics.confusion()[truth]) {
                cells.add(Integer.toString(count));
            }
            table = table.row(cells.toArray(String[]::new));
        }
        return List.of(table.text().split("\n"));
    }
}
