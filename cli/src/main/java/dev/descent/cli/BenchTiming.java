package dev.descent.cli;

import dev.descent.common.CounterRandom;
import dev.descent.common.CounterRandom.Purpose;
import dev.descent.kernel.Workers;
import dev.descent.nn.Backprop;
import dev.descent.nn.Dense;
import dev.descent.nn.Layout;
import dev.descent.nn.Parameters;
import dev.descent.optim.OptimizerState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// How long an update takes at one batch size and number of threads, and how much work it is.
///
/// @param work       what was trained
/// @param batch      B
/// @param threads    how many
/// @param coldMicros µs of an update in the first, unprepared stretch, compilation included
/// @param micros     µs of an update once warm: the median over the stretches
/// @param fastest    of the stretches
/// @param slowest    of the stretches
/// @param active     share of each layer's inputs that are not zero, at the end
record BenchTiming(BenchWork work, int batch, int threads, double coldMicros, double micros, double fastest,
        double slowest, double[] active) {

    /// So many stretches are timed after one that warms up: a median needs a few, a person waits for all.
    private static final int STRETCHES = 5;

    /// A stretch is an epoch, or so many updates where that is less: enough to average over, too few to bore.
    private static final int UPDATES = 5_000;

    /// Kernels begin as plain code; only after HotSpot's last compiler has seen them do they run as they will.
    private static final long WARM_UP_NANOS = 2_500_000_000L;

    /// Up to here training skips zeros, so that the least work counts non-zeros only. Larger batches meet a non-zero in
    /// nearly every column.
    private static final int SKIPPING_BATCH = 9;

    /// Trains and measures.
    static BenchTiming measure(BenchWork work, int batch, int threads) {
        int updates = Math.min(UPDATES, work.rows() / batch);
        try (Workers workers = Workers.of(threads)) {
            Parameters parameters = Parameters.initial(work.network(), 1);
            Backprop backprop = new Backprop(work.network(), batch, workers);
            OptimizerState state = OptimizerState.of(work.optimizer(), parameters.values().length);
            IntToDoubleFunction stretch = number -> {
                long start = System.nanoTime();
                int[] order = CounterRandom.of(1, Purpose.SHUFFLE, number).permutation(work.rows());
                for (int update = 0; update < updates; update++) {
                    backprop.update(parameters, work.x(), work.targets(), null, order, update * batch, batch, state,
                            work.optimizer().lr());
                }
                return (System.nanoTime() - start) * 1e-3 / updates;
            };
            long begun = System.nanoTime();
            List<Double> warmUp = new ArrayList<>();
            do {
                warmUp.add(stretch.applyAsDouble(warmUp.size()));
            } while (warmUp.size() < 2 || System.nanoTime() - begun < WARM_UP_NANOS);
            double[] micros = IntStream.range(warmUp.size(), warmUp.size() + STRETCHES).mapToDouble(stretch).sorted()
                    .toArray();
            return new BenchTiming(work, batch, threads, warmUp.getFirst(), micros[STRETCHES / 2], micros[0],
                    micros[STRETCHES - 1], active(work, parameters));
        }
    }

    /// The share of non-zero inputs of every layer over the first rows, by a plain forward pass.
    private static double[] active(BenchWork work, Parameters parameters) {
        int rows = Math.min(200, work.rows());
        int layers = work.network().layers().size();
        double[] share = new double[layers];
        for (int row = 0; row < rows; row++) {
            float[] input = Arrays.copyOfRange(work.x(), row * work.network().inputs(),
                    (row + 1) * work.network().inputs());
            for (int l = 0; l < layers; l++) {
                int lit = 0;
                for (float value : input) {
                    lit += value == 0 ? 0 : 1;
                }
                share[l] += (double) lit / input.length / rows;
                input = rectified(parameters, l, input);
            }
        }
        return share;
    }

    private static float[] rectified(Parameters parameters, int layer, float[] input) {
        Layout.View weights = parameters.layout().weights(layer);
        Layout.View biases = parameters.layout().biases(layer);
        float[] output = new float[weights.columns()];
        for (int j = 0; j < output.length; j++) {
            float sum = parameters.values()[biases.offset() + j];
            for (int i = 0; i < input.length; i++) {
                sum += input[i] * parameters.values()[weights.offset() + i * weights.stride() + j];
            }
            output[j] = Math.max(0, sum);
        }
        return output;
    }

    double secondsPerEpoch() {
        return micros * 1e-6 * work.rows() / batch;
    }

    double coldSecondsPerEpoch() {
        return coldMicros * 1e-6 * work.rows() / batch;
    }

    /// Multiplications and additions of one update with nothing skipped: z = x·W, its gradient, and δ·Wᵀ above layer 1.
    double operations() {
        return operations(false);
    }

    private double operations(boolean skipZeros) {
        double sum = 0;
        for (int l = 0; l < active.length; l++) {
            Dense layer = work.network().layers().get(l);
            double products = (double) layer.inputs() * layer.outputs() * batch * (skipZeros ? active[l] : 1);
            sum += 2 * products * (l == 0 ? 2 : 3);
        }
        return sum;
    }

    /// Bytes of parameters and states that one update must at least read or write: the forward pass reads the weights,
    /// the rule reads and writes weights and states. Rows of weights that meet only zeros are left out at small
    /// batches.
    double bytes() {
        double sum = 0;
        int states = OptimizerState.of(work.optimizer(), 1).arrays().length;
        for (int l = 0; l < active.length; l++) {
            Dense layer = work.network().layers().get(l);
            double rows = layer.inputs() * (skips() ? Math.min(1, active[l] * batch) : 1);
            sum += 4 * rows * layer.outputs() * (3 + 2 * states);
        }
        return sum;
    }

    /// The shortest time in which this machine could make the update, as a share of what it took.
    ///
    /// @param operationsPerSecond measured; NaN where unknown
    /// @param bytesPerSecond      measured over memory of the parameters' size
    double shareOfLimit(double operationsPerSecond, double bytesPerSecond) {
        double arithmetic = operations(skips()) / operationsPerSecond;
        double memory = bytes() / bytesPerSecond;
        return Math.max(Double.isNaN(arithmetic) ? 0 : arithmetic, memory) / (micros * 1e-6);
    }

    private boolean skips() {
        return batch <= SKIPPING_BATCH;
    }
}
