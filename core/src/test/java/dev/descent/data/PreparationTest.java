package dev.descent.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.descent.common.Json;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PreparationTest {

    private static final double NONE = Double.NaN;

    /// 12 rows; the last two are not for training.
    private static final Table HOUSES = new Table("houses.csv", List.of(
            new Column.Numeric("id", IntStream.range(100, 112).mapToDouble(i -> i).toArray()),
            new Column.Numeric("rooms", new double[] {1, 2, 3, 4, NONE, 5, 1, 2, 3, 9, 1000, NONE}),
            Column.Categorical.of("city", "Rome", "Oslo", "", "Rome", "Rome", "Oslo", "Rome", "Oslo", "Rome", "Oslo",
                    "Paris", "Paris"),
            new Column.Numeric("floor", new double[] {1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 3, NONE}),
            new Column.Numeric("planet", new double[] {3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 4}),
            new Column.Numeric("price", new double[] {10.5, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120})));
    private static final int[] TRAIN = IntStream.range(0, 10).toArray();
    private static final int[] NEW = {10, 11};

    private static Preparation fit(PreparationOptions options) {
        return Preparation.fit(HOUSES, Target.of(HOUSES, options), TRAIN, options);
    }

    @Test
    void fit_featureNames_tellWhatBecameOfEachColumn() {
        Preparation preparation = fit(PreparationOptions.of("price"));
        assertThat(preparation.featureNames()).containsExactly("rooms", "rooms is missing", "city = Oslo",
                "city = Rome", "city is missing", "floor");
        assertThat(preparation.report()).containsExactly(
                "dropped \"id\" (looks like an id: hardly a value repeats), \"planet\" (always 3); --keep id,planet "
                        + "uses them all the same",
                "\"rooms\": missing in 1 training row: filled with the median 3 and added the feature \"rooms is missing\"",
                "\"city\": one feature for each of 2 values; missing in 1 training row: filled with the most frequent, Rome, and "
                        + "added the feature \"city is missing\"",
                "6 features from 3 columns; numbers scaled to mean 0 and standard deviation 1");
    }

    @Test
    void transform_trainingRows_areStandardisedOverPresentCells() {
        Examples train = fit(PreparationOptions.of("price")).transformLabelled(HOUSES, TRAIN).examples();
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < 10; i++) {
            if (i != 4) {
                float x = train.x()[i * 6];
                sum += x;
                squares += (double) x * x;
            }
        }
        assertThat(sum / 9).isCloseTo(0, within(1e-6));
        assertThat(squares / 9).isCloseTo(1, within(1e-6));
        assertThat(train.x()[4 * 6 + 1]).isEqualTo(1);
        assertThat(java.util.Arrays.copyOfRange(train.x(), 2 * 6 + 2, 2 * 6 + 5)).containsExactly(0, 1, 1);
    }

    @Test
    void transform_newRows_useNothingButWhatTrainingSaw() {
        Preparation preparation = fit(PreparationOptions.of("price"));
        Transformed two = preparation.transform(HOUSES, NEW);
        assertThat(two.examples().labelled()).isFalse();
        assertThat(java.util.Arrays.copyOfRange(two.examples().x(), 2, 5)).containsExactly(0, 0, 0);
        assertThat(two.notes()).containsExactly(
                "\"city\" holds a value that training did not see, in 2 rows (Paris): treated as none of the known",
                "\"floor\" is missing in 1 row, in training it never was: filled with the median 1.5");
        Transformed one = preparation.transform(HOUSES, new int[] {11});
        assertThat(one.examples().x()).containsExactly(java.util.Arrays.copyOfRange(two.examples().x(), 6, 12));
    }

    @Test
    void transform_targets_areInvertedExactlyEnough() {
        Preparation preparation = fit(PreparationOptions.of("price"));
        Examples all = preparation.transformLabelled(HOUSES, IntStream.range(0, 12).toArray()).examples();
        assertThat(preparation.target().original(all.targets()[11])).isCloseTo(120, within(1e-4));
        assertThat(preparation.target().mean()).isCloseTo(55.05, within(1e-12));
        assertThat(fit(PreparationOptions.of("price").withScaleTarget(false)).target().scale()).isEqualTo(1);
    }

    @Test
    void transform_columnsInAnotherOrderWithExtraOnes_givesTheSameAndSaysSo() {
        Preparation preparation = fit(PreparationOptions.of("price"));
        Table other = new Table("new.csv", List.of(new Column.Numeric("zip", new double[12]), HOUSES.column("floor"),
                HOUSES.column("city"), HOUSES.column("rooms")));
        Transformed transformed = preparation.transform(other, TRAIN);
        assertThat(transformed.examples().x()).containsExactly(preparation.transform(HOUSES, TRAIN).examples().x());
        assertThat(transformed.notes())
                .containsExactly("ignored 1 column of new.csv that the model was not trained on: zip");
    }

    @Test
    void transform_missingColumns_namesThem() {
        Preparation preparation = fit(PreparationOptions.of("price"));
        Table other = new Table("new.csv", List.of(new Column.Numeric("floors", new double[12])));
        assertThatThrownBy(() -> preparation.transform(other, TRAIN)).hasMessage(
                "new.csv lacks the columns rooms, city, floor, which the model was trained on. Columns: floors");
        assertThatThrownBy(() -> preparation.transform(HOUSES.without(java.util.Set.of("city")), TRAIN)).hasMessage(
                "houses.csv lacks the column city, which the model was trained on. Columns: id, rooms, floor, planet, "
                        + "price");
    }

    @Test
    void transform_textWhereTrainingHadNumbers_saysWhere() {
        Preparation preparation = fit(PreparationOptions.of("price"));
        Table other = HOUSES.with(Column.Categorical.of("floor", "1", "2", "x", "", "", "", "", "", "", "", "", ""));
        assertThatThrownBy(() -> preparation.transform(other, TRAIN)).hasMessageStartingWith(
                "houses.csv, row 3, column \"floor\": found \"x\", expected a number, as in training.");
    }

    @Test
    void json_thereAndBack_givesTheSameNumbers() {
        for (Scale scale : Scale.values()) {
            for (String target : List.of("price", "floor")) {
                Preparation preparation = fit(PreparationOptions.of(target).withScale(scale)
                        .withCategorical(List.of("rooms")));
                Preparation again = Preparation.fromJson(Json.parse(Json.write(preparation.toJson()), "model"),
                        "model");
                assertThat(again).isEqualTo(preparation);
                assertThat(Preparation.fromJson(preparation.toJson(), "model")).isEqualTo(preparation);
            }
        }
    }

    @Test
    void json_damaged_saysWhere() {
        String good = Json.write(fit(PreparationOptions.of("price")).toJson());
        assertThatThrownBy(() -> Preparation.fromJson(Json.parse(good.replaceAll("\"scale\":[\\d.]+", "\"scale\":0"),
                "m"), "model.descent")).hasMessageStartingWith("model.descent, \"columns\"[0], \"scale\": found 0.0");
        assertThatThrownBy(() -> Preparation.fromJson(Json.parse(good.replace("\"usual\":1", "\"usual\":7"), "m"),
                "model.descent")).hasMessageContaining("\"usual\": expected a whole number from 0 to 1");
        assertThatThrownBy(() -> Preparation.fromJson(Json.parse(good.replace("table", "tree"), "m"), "model.descent"))
                .hasMessage("model.descent, \"kind\": found \"tree\", expected table or images");
        assertThat(PreparationOptions.fromJson(Json.parse("{}", "m"), "m")).isEqualTo(PreparationOptions.of(null));
    }

    @Test
    void options_choicesOfColumns_areFollowed() {
        assertThat(fit(PreparationOptions.of("price").withFeatures(List.of("floor"))).requiredColumns())
                .containsExactly("floor");
        assertThat(fit(PreparationOptions.of("price").withDrop(List.of("floor"))).requiredColumns())
                .containsExactly("rooms", "city");
        assertThat(fit(PreparationOptions.of("price").withKeep(List.of("planet", "id"))).requiredColumns())
                .containsExactly("id", "rooms", "city", "floor", "planet");
        assertThat(fit(PreparationOptions.of("price").withCategorical(List.of("floor"))).featureNames())
                .contains("floor = 1", "floor = 2");
        assertThatThrownBy(() -> fit(PreparationOptions.of("price").withDrop(List.of("room")))).hasMessage(
                "no column \"room\" in houses.csv. Did you mean \"rooms\"? Columns: id, rooms, city, floor, planet, "
                        + "price");
        assertThatThrownBy(() -> fit(PreparationOptions.of("price").withFeatures(List.of("planet")))).hasMessage(
                "no column of houses.csv can predict \"price\": \"id\" is left out by --drop or --features, \"rooms\" "
                        + "is left out by --drop or --features, \"city\" is left out by --drop or --features, "
                        + "\"floor\" is left out by --drop or --features, \"planet\" always 3. "
                        + "Expected at least one column that varies");
    }

    @Test
    void scales_areWhatTheirNamesSay() {
        double[] minmax = firstRooms(Scale.MINMAX);
        assertThat(minmax[0]).isEqualTo(0);
        assertThat(minmax[9]).isEqualTo(1);
        double[] robust = firstRooms(Scale.ROBUST);
        assertThat(robust[2]).isEqualTo(0);
        assertThat(robust[3]).isCloseTo(1 / 2.0, within(1e-6));
        assertThat(firstRooms(Scale.NONE)).startsWith(1, 2, 3, 4, 3, 5);
    }

    private static double[] firstRooms(Scale scale) {
        Examples train = fit(PreparationOptions.of("price").withScale(scale)).transform(HOUSES, TRAIN).examples();
        return IntStream.range(0, 10).mapToDouble(i -> train.x()[i * 6]).toArray();
    }

    @Test
    void cells_thatFitNoFloat_areRefusedWithTheirPlace() {
        double[] values = new double[12];
        values[1] = 1;
        values[7] = Double.POSITIVE_INFINITY;
        Table table = HOUSES.with(new Column.Numeric("floor", values));
        PreparationOptions options = PreparationOptions.of("price");
        assertThatThrownBy(() -> Preparation.fit(table, Target.of(table, options), TRAIN, options))
                .hasMessageStartingWith(
                        "houses.csv, row 8, column \"floor\": found Infinity, expected a finite number");
    }
}
