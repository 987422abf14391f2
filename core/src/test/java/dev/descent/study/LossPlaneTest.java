package dev.descent.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.descent.common.DescentException;
import dev.descent.data.Bundled;
import dev.descent.data.Column;
import dev.descent.data.Prepared;
import dev.descent.data.Table;
import dev.descent.train.EpochPoint;
import dev.descent.train.MetricsLog;
import dev.descent.train.RunFolder;
import dev.descent.train.Training;
import dev.descent.train.TrainingSteps;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Planes of real runs against what was recorded and against models small enough to have no other dimension.
class LossPlaneTest {

    @TempDir
    Path runs;

    @Test
    void planeOfAModelWithTwoParameters_isExact() {
        Table line = column();
        RunFolder run = train(line, training -> training.hidden().epochs(5));

        LossPlane plane = LossPlane.of(run, line, (_, _) -> {
        });

        assertThat(plane.plane().origin()).hasSize(2);
        assertThat(plane.plane().firstShare() + plane.plane().secondShare()).isCloseTo(1, within(1e-12));
        assertThat(plane.markers()).hasSizeGreaterThan(10).allSatisfy(marker -> {
            assertThat(marker.gap()).isLessThan(1e-5);
            assertThat(marker.isOff()).isFalse();
            assertThat(plane.window().contains(marker.x(), marker.y())).isTrue();
        });
        // A linear model's mean squared error is a paraboloid, so its second differences are the same everywhere.
        double[][] grid = plane.grid(5);
        double bend = grid[2][0] - 2 * grid[2][1] + grid[2][2];
        assertThat(grid[3][2] - 2 * grid[3][3] + grid[3][4]).isCloseTo(bend, within(1e-4 * bend));
    }

    /// With all rows in each batch, the training loss that an epoch recorded is the loss before its one update.
    @Test
    void trueLosses_ofFullBatches_areTheRecordedOnes() {
        Table line = line();
        RunFolder run = train(line, training -> training.hidden(6).batch(100_000).epochs(40));
        List<EpochPoint> recorded = run.measurements().stream().filter(MetricsLog.Entry::epochEnd)
                .map(MetricsLog.Entry::point).toList();

        LossPlane plane = LossPlane.of(run, line, (_, _) -> {
        });

        assertThat(plane.markers()).hasSize(41).last()
                .satisfies(end -> assertThat(end.gap()).as("the plane goes through the end").isLessThan(1e-5));
        for (int k = 0; k < 40; k++) {
            assertThat(plane.markers().get(k).update()).isEqualTo(k);
            assertThat(plane.markers().get(k).loss()).isCloseTo(recorded.get(k).trainLoss(),
                    within(1e-6 * recorded.get(k).trainLoss()));
        }
    }

    @Test
    void markers_ofABatchedRun_standWhereTheRunStood() {
        Table line = line();
        RunFolder run = train(line, training -> training.hidden(8).epochs(6));
        Prepared prepared = Prepared.of(line, run.recipe().data().preparation(), 1, run.recipe().data().validation(),
                run.recipe().data().holdOut());

        LossPlane plane = LossPlane.of(run, line, (_, _) -> {
        });

        assertThat(plane.markers()).hasSizeBetween(30, 48).isSortedAccordingTo(
                java.util.Comparator.comparingLong(LossPlane.Marker::update));
        for (LossPlane.Marker marker : List.of(plane.markers().get(9), plane.markers().getLast())) {
            TrainingSteps there = TrainingSteps.replay(run, prepared, marker.update());
            assertThat(marker.loss()).isEqualTo(there.trainingLoss(Integer.MAX_VALUE));
            assertThat(plane.plane().project(there.parameters().compact()))
                    .containsExactly(new double[] {marker.x(), marker.y()}, within(1e-9));
        }
        assertThat(plane.rows()).isEqualTo(prepared.train().rows());
        assertThat(plane.plane().firstShare()).isGreaterThan(0.3).isGreaterThan(plane.plane().secondShare());
    }

    @Test
    void otherData_areNoticedByTheLossThatWasRecorded() {
        Table line = line();
        RunFolder run = train(line, training -> training.hidden(4).epochs(2));

        assertThatThrownBy(() -> LossPlane.of(run, (Table) Bundled.LINE.load(2), (_, _) -> {
        })).isInstanceOf(DescentException.class).hasMessageContaining("cannot be repeated")
                .hasMessageContaining(run.id());
    }

    @Test
    void divergedRun_isDrawnAsFarAsItCanBeSeen() {
        Table line = line();
        RunFolder run = train(line, training -> training.hidden().optimizer("sgd:lr=1.2").epochs(30));
        assertThat(run.status()).isEqualTo("diverged");

        LossPlane plane = LossPlane.of(run, line, (_, _) -> {
        });

        double first = plane.markers().getFirst().loss();
        assertThat(plane.markers()).hasSizeGreaterThan(1).allSatisfy(marker -> assertThat(marker.loss())
                .isLessThanOrEqualTo(10 * first));
    }

    private RunFolder train(Table table, UnaryOperator<Training> settings) {
        Training training = dev.descent.train.Descent.train(table).target(Bundled.LINE.target()).optimizer("adam")
                .seed(1).keepIn(runs);
        return RunFolder.open(Objects.requireNonNull(settings.apply(training).run().folder()));
    }

    private static Table line() {
        return (Table) Bundled.LINE.load(1);
    }

    /// One feature and the target.
    private static Table column() {
        Table line = line();
        return line.without(line.columns().stream().map(Column::name)
                .filter(name -> !name.equals(Bundled.LINE.target())).skip(1).collect(Collectors.toSet()));
    }
}
