package dev.descent.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TargetTest {

    private static Table table(Column column) {
        return new Table("t.csv", List.of(column));
    }

    private static Column.Numeric numbers(double... values) {
        return new Column.Numeric("y", values);
    }

    private static Target of(Column column) {
        return Target.of(table(column), PreparationOptions.of("y"));
    }

    @Test
    void of_text_isClassesInOrder() {
        Target target = of(Column.Categorical.of("y", "b", "a", "", "b"));
        assertThat(target.task()).isEqualTo(Task.CLASSIFICATION);
        assertThat(target.classes()).containsExactly("a", "b");
        assertThat(target.rows()).containsExactly(0, 1, 3);
        assertThat(target.labels()).containsExactly(1, 0, 1);
        assertThat(target.report()).containsExactly("classification, because \"y\" is text",
                "left out 1 row of 4 without a value of \"y\"");
    }

    @Test
    void of_fewWholeNumbers_isClassesInOrderOfSize() {
        Target target = of(numbers(10, 9, 2, 10));
        assertThat(target.classes()).containsExactly("2", "9", "10");
        assertThat(target.labels()).containsExactly(2, 1, 0, 2);
        assertThat(target.report()).containsExactly("classification, because \"y\" holds whole numbers with 3 distinct "
                + "values (--task regression predicts it as a number)");
    }

    @Test
    void of_manyOrBrokenNumbers_isARegression() {
        assertThat(of(numbers(IntStream.range(0, 21).mapToDouble(i -> i).toArray())).task()).isEqualTo(Task.REGRESSION);
        assertThat(of(numbers(1, 2.5, 1, 2.5)).task()).isEqualTo(Task.REGRESSION);
    }

    @Test
    void of_askedTask_overrides() {
        PreparationOptions options = PreparationOptions.of("y");
        assertThat(Target.of(table(numbers(1, 2, 1)), options.withTask(Task.REGRESSION)).task())
                .isEqualTo(Task.REGRESSION);
        assertThat(Target.of(table(numbers(1.5, 2, 1.5)), options.withTask(Task.CLASSIFICATION)).classes())
                .containsExactly("1.5", "2");
        assertThatThrownBy(() -> Target.of(table(Column.Categorical.of("y", "a", "b")),
                options.withTask(Task.REGRESSION))).hasMessageStartingWith(
                        "the target \"y\" holds text (such as \"a\"), so it cannot be predicted as a number.");
    }

    @Test
    void of_unusableTargets_sayWhy() {
        assertThatThrownBy(() -> Target.of(table(numbers(1, 2)), PreparationOptions.of("x")))
                .hasMessage("no column \"x\" in t.csv. Columns: y");
        assertThatThrownBy(() -> of(numbers(Double.NaN, Double.NaN))).hasMessage("the target \"y\" is missing in all "
                + "2 rows of t.csv. Expected a column with values: choose another --target");
        assertThatThrownBy(() -> of(numbers(2.5, 2.5))).hasMessageStartingWith(
                "the target \"y\" of t.csv is 2.5 in all 2 rows, so there is nothing to learn.");
        assertThatThrownBy(() -> of(Column.Categorical.of("y", "a", "a"))).hasMessageStartingWith(
                "the target \"y\" of t.csv is \"a\" in all 2 rows, so there is nothing to learn.");
        assertThatThrownBy(() -> of(Column.Categorical.of("y", IntStream.range(0, 30).mapToObj(i -> "n" + i)
                .toArray(String[]::new)))).hasMessageStartingWith("the target \"y\" of t.csv has 30 distinct values");
        assertThatThrownBy(() -> Target.of(table(numbers(1)), PreparationOptions.of(null))).hasMessage(
                "which column of t.csv is to be predicted? Name it with --target. Columns: y");
    }
}
