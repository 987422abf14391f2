package dev.descent.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.descent.train.Descent;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BundledTest {

    @ParameterizedTest
    @EnumSource(names = {"ROOMS", "LINE", "MOONS", "SPIRALS"})
    void load_moreRows_keepsTheFirstOnes(Bundled bundled) {
        Table few = (Table) bundled.load(1, 50);
        Table many = (Table) bundled.load(1, 200);

        for (Column column : few.columns()) {
            for (int row = 0; row < few.rows(); row++) {
                assertThat(many.column(column.name()).text(row)).isEqualTo(column.text(row));
            }
        }
        assertThat(few.names()).contains(bundled.target());
    }

    @Test
    void load_anotherSeed_givesOtherRows() {
        assertThat(((Table) Bundled.ROOMS.load(1, 9)).column("price").text(0))
                .isNotEqualTo(((Table) Bundled.ROOMS.load(2, 9)).column("price").text(0));
    }

    @Test
    void ceilings_ofRooms_leaveRoomForNoiseAndMissingCells() {
        Rooms.Ceilings ceilings = Rooms.ceilings(1);
        Numbers price = numbers((Table) Bundled.ROOMS.load(1, 20_000), "price");

        assertThat(ceilings.complete()).isBetween(0.9, 0.97)
                .isCloseTo(1 - 24_000.0 * 24_000 / (price.sigma() * price.sigma()), within(0.01));
        assertThat(ceilings.missingCells()).isLessThan(ceilings.complete() - 0.005).isGreaterThan(0.85);
    }

    @Test
    void training_onRooms_comesNearTheCeilingAndNotAboveIt() {
        double ceiling = Rooms.ceilings(1).missingCells();
        double r2 = Descent.train(Bundled.ROOMS.load(1)).target("price").seed(1).run().metrics().value("r2");

        // R² over 800 test rows strays by about 0.01 from that over many.
        assertThat(r2).isBetween(ceiling - 0.06, ceiling + 0.02);
    }

    @Test
    void rooms_columns_reachFromFiveToFortyThousandWithMissingCells() {
        TableSummary summary = TableSummary.of((Table) Bundled.ROOMS.load(1));

        assertThat(numbers((Table) Bundled.ROOMS.load(1), "rooms").max()).isEqualTo(5);
        assertThat(numbers((Table) Bundled.ROOMS.load(1), "lot_m2").max()).isBetween(39_000.0, 40_000.0);
        assertThat(summary.columns()).filteredOn(column -> column.missing() > 0).extracting(ColumnSummary::name)
                .containsExactly("area_m2", "age_years", "district");
        assertThat(summary.columns()).allMatch(column -> column.flags().isEmpty());
    }

    @Test
    void line_unscaled_isAMillionTimesSteeperOneWayThanTheOther() {
        Table line = (Table) Bundled.LINE.load(1);
        double ratio = numbers(line, "x2").sigma() / numbers(line, "x1").sigma();

        assertThat(ratio * ratio).isBetween(0.8e6, 1.25e6);
        // Both features explain about as much of y.
        assertThat(2e-3 * ratio / 2).isBetween(0.8, 1.2);
    }

    @Test
    void moonsAndSpirals_classes_areBalanced() {
        for (Bundled bundled : new Bundled[] {Bundled.MOONS, Bundled.SPIRALS}) {
            Target target = Target.of(bundled.load(1), PreparationOptions.of("class"));
            long first = Arrays.stream(target.labels()).filter(label -> label == 0).count();
            assertThat(first).as(bundled.word()).isBetween(450L, 550L);
        }
    }

    private static Numbers numbers(Table table, String column) {
        return Numbers.of(((Column.Numeric) table.column(column)).values());
    }
}
