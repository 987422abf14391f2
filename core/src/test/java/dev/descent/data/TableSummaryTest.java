package dev.descent.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.descent.data.ColumnSummary.Flag;
import dev.descent.data.ColumnSummary.Kind;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TableSummaryTest {

    private static final int ROWS = 40;

    @Test
    void of_columnsOfEveryKind_tellsThemApart() {
        Table table = new Table("t", List.of(
                new Column.Numeric("id", IntStream.range(0, ROWS).asDoubleStream().toArray()),
                numbers("rooms", row -> row % 4),
                numbers("area", row -> row % 7 == 0 ? Double.NaN : 1_000.5 * (row % 5)),
                numbers("always", row -> 3),
                Column.Categorical.of("pool", texts("yes", "no")),
                Column.Categorical.of("species", texts("a", "b", "c"))));

        TableSummary summary = TableSummary.of(table);

        assertThat(summary.columns()).extracting(ColumnSummary::kind).containsExactly(Kind.INTEGER, Kind.INTEGER,
                Kind.NUMBER, Kind.INTEGER, Kind.BOOLEAN, Kind.TEXT);
        assertThat(summary.columns()).extracting(ColumnSummary::flags).containsExactly(List.of(Flag.ID_LIKE), List.of(),
                List.of(), List.of(Flag.CONSTANT), List.of(), List.of());
        assertThat(summary.columns().get(2).missing()).isEqualTo(6);
        assertThat(summary.columns().get(1).mean()).isCloseTo(1.5, within(1e-12));
        assertThat(summary.columns().get(1).sigma()).isCloseTo(Math.sqrt(1.25), within(1e-12));
        assertThat(summary.widest()).isEqualTo("area");
        assertThat(summary.narrowest()).isEqualTo("rooms");
        assertThat(summary.targets()).startsWith("species").doesNotContain("id", "always");
    }

    private static Column numbers(String name, java.util.function.IntToDoubleFunction value) {
        return new Column.Numeric(name, IntStream.range(0, ROWS).mapToDouble(value).toArray());
    }

    private static String[] texts(String... values) {
        return IntStream.range(0, ROWS).mapToObj(row -> values[row % values.length]).toArray(String[]::new);
    }
}
