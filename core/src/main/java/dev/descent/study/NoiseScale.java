package dev.descent.study;

import dev.descent.common.CounterRandom;
import dev.descent.common.CounterRandom.Purpose;
import dev.descent.data.Examples;
import dev.descent.kernel.Workers;
import dev.descent.nn.Backprop;
import dev.descent.nn.Network;
import dev.descent.nn.Parameters;

/// The gradient noise scale at one point of a training (McCandlish, Kaplan and Amodei 2018, equation
/// 2.9): tr Σ/|G|², the batch size at which the noise of a batch's gradient is as large as the gradient itself.
/// Far smaller batches gain by growing, far larger ones only repeat what they know.
///
/// G is the gradient over all training rows, Σ the covariance of the gradients of single rows; tr Σ is the mean of their
/// squared norms, over a sample of rows, less |G|².
///
/// @param update   where in the training it was measured
/// @param value    tr Σ/|G|², in rows
/// @param low      lower end of its 95% interval, from the scatter within the sample
/// @param high     upper end
/// @param gradient |G|
public record NoiseScale(long update, double value, double low, double high, double gradient) {

    /// Rows whose own gradients are looked at.
    static final int SAMPLE = 1024;
    static final int BLOCK = 256;
    private static final double LEVEL = 0.95;

    /// Measures at some parameters.
    ///
    /// @param update as which update it is noted
    /// @param rows   the training rows
    /// @param seed   of the sample
    static NoiseScale measure(long update, Network network, Parameters parameters, Examples rows, long seed) {
        Backprop backprop = new Backprop(network, Math.min(BLOCK, rows.rows()), Workers.single());
        float[] gradient = new float[parameters.values().length];
        int[] order = CounterRandom.of(seed, Purpose.BOOTSTRAP).permutation(rows.rows());
        double[] whole = new double[gradient.length];
        for (int from = 0; from < order.length; from += BLOCK) {
            int count = Math.min(BLOCK, order.length - from);
            backprop.gradient(parameters, rows.x(), rows.targets(), null, order, from, count, gradient);
            for (int i = 0; i < whole.length; i++) {
                whole[i] += gradient[i] * ((double) count / order.length);
            }
        }
        double signal = 0;
        for (double component : whole) {
            signal += component * component;
        }
        double[] norms = new double[Math.min(SAMPLE, order.length)];
        for (int r = 0; r < norms.length; r++) {
            backprop.gradient(parameters, rows.x(), rows.targets(), null, order, r, 1, gradient);
            for (float component : gradient) {
                norms[r] += (double) component * component;
            }
        }
        double mean = Statistics.mean(norms);
        double half = Statistics.halfWidth(LEVEL, norms);
        return new NoiseScale(update, (mean - signal) / signal, Math.max(0, mean - half - signal) / signal,
                (mean + half - signal) / signal, Math.sqrt(signal));
    }
}
