package dev.descent.study;

import dev.descent.data.Prepared;
import dev.descent.train.Interrupt;
import dev.descent.train.Recipe;
import dev.descent.train.TrainedRun;
import dev.descent.train.Trainer;
import dev.descent.train.TrainingEvent;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/// What an update of each batch size takes, alone on the machine and with the threads that a training would use:
/// trainings of about the same length, warmed up, in rotated order, repeated. Validation at the ends of epochs is part
/// of it, as in every training.
final class Throughput {

    /// Seconds of one measurement: long enough for clocks and schedulers, short enough to repeat.
    static final double SECONDS = 0.4;
    /// About what warming up for a batch size's measurements takes, where its loops are compiled already.
    static final double WARM_UP_SECONDS = 0.6;
    /// Until a loop has run some thousand times it is not compiled.
    private static final long WARM_UP_UPDATES = 2000;
    /// Seconds after which the last look is believed, cheaper or not.
    private static final double LONGEST_WARM_UP = 2;
    /// Seconds of a look.
    private static final double LOOK = 0.15;
    /// Cheaper than this share of the look before: still warming up.
    private static final double CHEAPER = 0.85;

    private final Recipe recipe;
    private final TrainingRunner trainings;
    private final BatchSizePlan plan;
    private final Interrupt interrupt;

    Throughput(Recipe recipe, TrainingRunner trainings, BatchSizePlan plan, Interrupt interrupt) {
        this.recipe = recipe;
        this.trainings = trainings;
        this.plan = plan;
        this.interrupt = interrupt;
    }

    /// Measures.
    ///
    /// @param settings one for each batch size
    /// @param done     told after each measurement how many are done
    /// @return for each batch size, seconds per update of the repeats; nothing where it was interrupted
    List<double[]> measure(List<Variation> settings, IntConsumer done) {
        int n = settings.size();
        double[][] seconds = new double[n][BatchSizeAdvisor.REPEATS];
        int finished = 0;
        done.accept(0);
        double[] perUpdate = settings.stream().mapToDouble(setting -> seconds(setting, Long.MAX_VALUE)).toArray();
        for (int repeat = 0; repeat < BatchSizeAdvisor.REPEATS; repeat++) {
            for (int k = 0; k < n; k++) {
                int i = (k + repeat) % n;
                long updates = Math.max(1, (long) (SECONDS / Math.max(1e-9, perUpdate[i])));
                seconds[i][repeat] = seconds(settings.get(i), updates);
                if (interrupt.raised()) {
                    return List.of();
                }
                done.accept(++finished);
            }
        }
        return List.of(seconds);
    }

    /// Seconds per update of one training.
    ///
    /// @param updates its length; the largest long: as long as it takes to warm up and look
    private double seconds(Variation setting, long updates) {
        boolean warmUp = updates == Long.MAX_VALUE;
        Watch watch = new Watch(new Pause(interrupt), warmUp);
        Prepared rows = trainings.rows(plan.firstSeed());
        Trainer trainer = Trainer.of(setting.in(recipe).toBuilder().seed(plan.firstSeed())
                .updates(warmUp ? Integer.MAX_VALUE : updates).build(), rows).withoutTest().interrupt(watch.pause)
                .listener(watch);
        TrainedRun run = trainer.run();
        return watch.known() ? watch.perUpdate() : run.seconds() / Math.max(1, run.updates());
    }

    /// Looks at a training while it warms up, and stops it when a look is hardly cheaper than the one before: until its
    /// loops are compiled, an update is many times dearer, and large batches have few updates to warm up with.
    private static final class Watch implements Consumer<TrainingEvent> {

        private final Pause pause;
        private final boolean on;
        private final long start = System.nanoTime();
        private double from = Double.NaN;
        private long first;
        private double before = Double.NaN;
        private double perUpdate = Double.NaN;

        Watch(Pause pause, boolean on) {
            this.pause = pause;
            this.on = on;
        }

        @Override
        public void accept(TrainingEvent event) {
            if (!on || !(event instanceof TrainingEvent.Progressed mark)) {
                return;
            }
            double now = (System.nanoTime() - start) * 1e-9;
            if (Double.isNaN(from)) {
                from = now;
                first = mark.update();
            } else if (now - from >= LOOK) {
                before = perUpdate;
                perUpdate = (now - from) / (mark.update() - first);
                boolean warm = mark.update() >= WARM_UP_UPDATES || now > LONGEST_WARM_UP / 4;
                if (warm && perUpdate > CHEAPER * before || now > LONGEST_WARM_UP) {
                    pause.raise();
                }
                from = now;
                first = mark.update();
            }
        }

        boolean known() {
            return !Double.isNaN(perUpdate);
        }

        double perUpdate() {
            return perUpdate;
        }
    }
}
