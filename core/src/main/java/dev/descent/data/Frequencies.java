package dev.descent.data;

import dev.descent.data.ColumnSummary.Frequency;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Counts values.
final class Frequencies {

    private Frequencies() {
    }

    /// The distinct values of these rows' present cells, most frequent first, equally frequent ones in order.
    static List<Frequency> of(Column column, int[] rows) {
        List<Frequency> result = new ArrayList<>();
        switch (column) {
            case Column.Numeric numeric -> {
                Map<Double, Integer> counts = new HashMap<>();
                for (int row : rows) {
                    if (!numeric.missing(row)) {
                        counts.merge(numeric.values()[row] + 0.0, 1, Integer::sum); // −0 is 0
                    }
                }
                counts.forEach((value, count) -> result.add(new Frequency(Words.number(value), count)));
            }
            case Column.Categorical texts -> {
                int[] counts = new int[texts.categories().size()];
                for (int row : rows) {
                    if (!texts.missing(row)) {
                        counts[texts.codes()[row]]++;
                    }
                }
                for (int code = 0; code < counts.length; code++) {
                    if (counts[code] > 0) {
                        result.add(new Frequency(texts.categories().get(code), counts[code]));
                    }
                }
            }
        }
        result.sort(Comparator.comparingInt((Frequency f) -> -f.count())
                .thenComparing(Frequency::value, Target.BY_NUMBER_THEN_TEXT));
        return result;
    }
}
