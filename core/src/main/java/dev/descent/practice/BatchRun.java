package dev.descent.practice;

import dev.descent.data.Batches;
import dev.descent.data.Examples;
import dev.descent.data.Shuffle;
import dev.descent.data.Task;
import dev.descent.kernel.Workers;
import dev.descent.nn.Backprop;
import dev.descent.nn.Network;
import dev.descent.nn.Parameters;
import dev.descent.optim.OptimizerState;
import dev.descent.optim.Sgd;
import java.util.ArrayList;
import java.util.List;

/// Plain descent at one batch size with a clock beside it. Losses are measured while the clock stands; how many updates
/// fit into a time depends on the machine, what an update does depends on nothing but the setting.
///
/// @param batch      rows per update
/// @param lr         η
/// @param updates    that were made
/// @param seconds    that they took
/// @param epochs     that they were
/// @param marks      where the loss was measured, the start first and the end last
/// @param afterEpoch the loss after one epoch
/// @param parameters at the end
record BatchRun(int batch, double lr, long updates, double seconds, double epochs, List<Mark> marks, double afterEpoch,
        Parameters parameters) {

    /// A measurement on the rows that are looked at.
    record Mark(long update, double seconds, double loss) {
    }

    /// Rows that go through the network together; larger batches in parts.
    private static final int PART = 1_000;
    /// Measurements of a run.
    private static final int MARKS = 16;
    /// Multiplications in an update from which on threads share it.
    private static final long WORTH_SHARING = 4_000_000;
    private static final int BLOCK = 1_024;

    /// What is trained on and looked at.
    ///
    /// @param seen training rows that the loss is measured on, the first ones
    record Bench(Network network, Examples rows, int seen, int threads, long seed) {

        Workers workers(int batch) {
            return Workers.of(batch * network.count() < WORTH_SHARING ? 1 : threads);
        }

        Backprop backprop(int batch, Workers workers) {
            return new Backprop(network, Math.max(Math.min(batch, PART), BLOCK), workers);
        }

        /// The share of rows whose class is predicted rightly, or R² of a regression.
        double quality(Parameters at, Examples judged) {
            int outputs = network.outputs();
            float[] predicted = new float[judged.rows() * outputs];
            try (Workers workers = workers(BLOCK)) {
                backprop(BLOCK, workers).predict(at, judged.x(), 0, judged.rows(), predicted);
            }
            float[] targets = judged.targets();
            if (network.loss().task() == Task.CLASSIFICATION) {
                int right = 0;
                for (int row = 0; row < judged.rows(); row++) {
                    int most = outputs == 1 && predicted[row] > 0.5 ? 1 : 0;
                    for (int k = 1; k < outputs; k++) {
                        most = predicted[row * outputs + k] > predicted[row * outputs + most] ? k : most;
                    }
                    right += most == targets[row] ? 1 : 0;
                }
                return (double) right / judged.rows();
            }
            double mean = 0;
            for (float target : targets) {
                mean += target / targets.length;
            }
            double left = 0;
            double all = 0;
            for (int row = 0; row < targets.length; row++) {
                left += (targets[row] - predicted[row]) * (targets[row] - predicted[row]);
                all += (targets[row] - mean) * (targets[row] - mean);
            }
            return 1 - left / all;
        }

        double loss(Backprop backprop, Parameters at) {
            return backprop.loss(at, rows.x(), rows.targets(), null, 0, seen);
        }
    }

    /// Trains for so many seconds and at least one epoch, or, with infinite seconds, for exactly one epoch.
    static BatchRun of(Bench bench, int batch, double lr, double seconds) {
        return of(bench, batch, lr, seconds, true);
    }

    /// Trains for so many seconds, an epoch or not.
    static BatchRun brief(Bench bench, int batch, double lr, double seconds) {
        return of(bench, batch, lr, seconds, false);
    }

    private static BatchRun of(Bench bench, int batch, double lr, double seconds, boolean wholeEpoch) {
        Batches batches = new Batches(bench.rows.rows(), batch, Shuffle.EACH_EPOCH, bench.seed);
        Parameters parameters = Parameters.initial(bench.network, bench.seed);
        OptimizerState state = OptimizerState.of(new Sgd().withLr(lr), parameters.values().length);
        List<Mark> marks = new ArrayList<>();
        double spent = 0;
        double afterEpoch = Double.NaN;
        long update = 0;
        try (Workers workers = bench.workers(batch)) {
            Backprop backprop = bench.backprop(batch, workers);
            marks.add(new Mark(0, 0, bench.loss(backprop, parameters)));
            long nextMark = wholeEpoch ? Math.max(1, batches.perEpoch() / MARKS) : Long.MAX_VALUE;
            int[] order = {};
            while (Double.isInfinite(seconds) ? update < batches.perEpoch()
                    : spent < seconds || wholeEpoch && update < batches.perEpoch()) {
                long begun = System.nanoTime();
                int inEpoch = (int) (update % batches.perEpoch());
                if (inEpoch == 0) {
                    order = batches.order(update / batches.perEpoch());
                }
                double loss = backprop.updateInParts(parameters, bench.rows.x(), bench.rows.targets(), null, order,
                        batches.from(inEpoch), batches.count(inEpoch), PART, state, lr);
                spent += (System.nanoTime() - begun) * 1e-9;
                if (!Double.isFinite(loss)) {
                    marks.add(new Mark(update, spent, Double.POSITIVE_INFINITY));
                    return new BatchRun(batch, lr, update, spent, (double) update / batches.perEpoch(), marks,
                            Double.isNaN(afterEpoch) ? Double.POSITIVE_INFINITY : afterEpoch, parameters);
                }
                update++;
                if (update == batches.perEpoch()) {
                    afterEpoch = bench.loss(backprop, parameters);
                }
                if (update >= nextMark) {
                    marks.add(new Mark(update, spent, bench.loss(backprop, parameters)));
                    nextMark = update + Math.max(1, (long) (update / spent * Math.max(spent, last(seconds)) / MARKS));
                }
            }
            marks.add(new Mark(update, spent, bench.loss(backprop, parameters)));
        }
        return new BatchRun(batch, lr, update, spent, (double) update / batches.perEpoch(), marks, afterEpoch,
                parameters);
    }

    private static double last(double seconds) {
        return Double.isInfinite(seconds) ? 0 : seconds;
    }

    /// The loss at the end; infinite where it diverged.
    double loss() {
        return marks.getLast().loss;
    }

    /// Seconds of an epoch at the pace of the run.
    double secondsPerEpoch() {
        return seconds / epochs;
    }
}
