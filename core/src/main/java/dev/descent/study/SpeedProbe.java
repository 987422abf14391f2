package dev.descent.study;

import dev.descent.common.CounterRandom;
import dev.descent.common.CounterRandom.Purpose;
import dev.descent.data.Column;
import dev.descent.data.Dataset;
import dev.descent.data.Prepared;
import dev.descent.data.Table;
import dev.descent.nn.Network;
import dev.descent.optim.Optimizers;
import dev.descent.train.Interrupt;
import dev.descent.train.Recipe;
import dev.descent.train.Trainer;
import dev.descent.train.TrainingEvent;
import java.util.ArrayList;
import java.util.List;

/// Measures the [Speed] of this machine: trainings of three shapes on all threads at once, in turns, until their loops are
/// compiled and a turn is hardly cheaper than the one before.
public final class SpeedProbe {

    /// Seconds of a turn of one shape.
    private static final double TURN = 0.4;
    private static final int FEWEST_TURNS = 5;
    private static final int MOST_TURNS = 10;
    /// Cheaper than this share of the turn before: still warming up.
    private static final double CHEAPER = 0.9;
    private static final int ROWS = 8192;
    private static final int FEATURES = 13;
    private static final int FEW = 8;
    private static final int MANY = 512;

    private final int threads;
    private final Dataset data = noise();

    private SpeedProbe(int threads) {
        this.threads = threads;
    }

    /// Measures, for 6 to 12 seconds.
    ///
    /// @param threads that train at the same time
    public static Speed measure(int threads) {
        return new SpeedProbe(threads).measure();
    }

    private Speed measure() {
        List<Course> courses = List.of(new Course(64, FEW), new Course(64, MANY), new Course(16, FEW));
        boolean warm = false;
        for (int turn = 0; turn < FEWEST_TURNS || turn < MOST_TURNS && !warm; turn++) {
            warm = true;
            for (Course course : courses) {
                warm &= course.turn();
            }
        }
        Course small = courses.get(0);
        Course tiny = courses.get(2);
        double product = Math.max(1e-13, (courses.get(1).seconds() - small.seconds())
                / ((MANY - FEW) * small.products()));
        double rest = small.seconds() - product * FEW * small.products();
        double least = tiny.seconds() - product * FEW * tiny.products();
        double parameter = Math.max(0, (rest - least) / (small.network.count() - tiny.network.count()));
        return new Speed(Math.max(0, rest - parameter * small.network.count()), parameter, product,
                courses.stream().mapToDouble(Course::lost).sum());
    }

    private static Dataset noise() {
        CounterRandom random = CounterRandom.of(1, Purpose.DATA);
        List<Column> columns = new ArrayList<>();
        for (int c = 0; c <= FEATURES; c++) {
            double[] values = new double[ROWS];
            for (int i = 0; i < ROWS; i++) {
                values[i] = random.gaussian((long) c * ROWS + i);
            }
            columns.add(new Column.Numeric("x" + c, values));
        }
        return new Table("noise", columns);
    }

    /// Trainings of one shape.
    private final class Course {

        private final Recipe recipe;
        private final Prepared rows;
        private final Network network;
        /// Seconds of an update and updates of each turn, means over the threads.
        private final List<Double> seconds = new ArrayList<>();
        private final List<Double> updates = new ArrayList<>();

        Course(int units, int batch) {
            // Hardly any rows to judge: what is measured are updates.
            recipe = Recipe.builder().target("x0").hidden(units, units).batch(batch).optimizer(
                    Optimizers.byName("adam")).validation(8).holdOut(8).patience(0).updates(Integer.MAX_VALUE).build();
            rows = Prepared.of(data, recipe.data().preparation(), 1, recipe.data().validation(),
                    recipe.data().holdOut());
            network = Trainer.of(recipe, rows).network();
        }

        double products() {
            return Speed.products(network, 1);
        }

        /// Of an update: the mean of the last two turns.
        double seconds() {
            return (seconds.getLast() + seconds.get(seconds.size() - 2)) / 2;
        }

        /// Seconds by which its turns did less than they could have.
        double lost() {
            return updates.stream().mapToDouble(done -> Math.max(0, TURN - done * seconds())).sum();
        }

        /// Trains for a turn.
        ///
        /// @return whether it was hardly cheaper than the one before
        boolean turn() {
            double[] each = new double[threads];
            double[] done = new double[threads];
            TrialPool.inOrder(threads, threads, thread -> {
                Interrupt enough = new Interrupt();
                long start = System.nanoTime();
                Trainer.of(recipe, rows).withoutTest().threads(1).interrupt(enough).listener(event -> {
                    if (event instanceof TrainingEvent.Progressed mark) {
                        double now = (System.nanoTime() - start) * 1e-9;
                        each[thread] = now / mark.update();
                        done[thread] = mark.update();
                        if (now >= TURN) {
                            enough.raise();
                        }
                    }
                }).run();
                return true;
            });
            seconds.add(Statistics.mean(each));
            updates.add(Statistics.mean(done));
            int last = seconds.size() - 1;
            return last > 0 && seconds.get(last) > CHEAPER * seconds.get(last - 1);
        }
    }
}
