package dev.descent.train;

import dev.descent.common.CounterRandom;
import dev.descent.common.CounterRandom.Purpose;
import dev.descent.data.Examples;
import dev.descent.nn.Loss;
import dev.descent.nn.Network;

/// The largest learning rate at which gradient descent on a model without hidden layers is stable: 2/λ_max of the
/// loss's Hessian over all training rows.
///
/// With X̃ the rows and a 1 for the bias, the Hessian of the mean squared error is 2/N·X̃ᵀX̃; of the Huber loss and the
/// logistic losses it is at most c/N·X̃ᵀX̃ with c = 1, ¼ and ½. The largest eigenvalue of X̃ᵀX̃ is found by power
/// iteration, which never forms the matrix.
final class StableRate {

    private static final int ITERATIONS = 60;

    private StableRate() {
    }

    /// 2/λ_max, or NaN for networks with hidden layers and for losses without curvature.
    static double of(Network network, Examples examples) {
        double factor = curvature(network.loss());
        if (network.layers().size() > 1 || factor == 0) {
            return Double.NaN;
        }
        double largest = factor * largestEigenvalue(examples) / examples.rows();
        return largest > 0 && Double.isFinite(largest) ? 2 / largest : Double.NaN;
    }

    /// What to try instead of `lr`, in words.
    static String advice(double lr, double stableRate, String optimizer) {
        if (Double.isNaN(stableRate)) {
            return "Try a smaller learning rate, for example " + Numbers.brief(lr / 10) + ".";
        }
        String known = "Gradient descent on this linear model is stable below 2/λ_max = " + Numbers.brief(stableRate);
        boolean plain = optimizer.equals("sgd");
        double suggestion = plain && lr > stableRate ? stableRate / 2 : lr / 10;
        return known + (plain ? "" : " (plain, full batches)") + "; try " + Numbers.brief(suggestion) + ".";
    }

    private static double curvature(Loss loss) {
        return switch (loss) {
            case MSE -> 2;
            case MAE -> 0;
            case HUBER -> 1;
            case LOGISTIC -> 0.25;
            case CROSS_ENTROPY -> 0.5;
        };
    }

    private static double largestEigenvalue(Examples examples) {
        int features = examples.features();
        CounterRandom random = CounterRandom.of(0, Purpose.START);
        double[] direction = new double[features + 1];
        for (int j = 0; j <= features; j++) {
            direction[j] = random.gaussian(j);
        }
        double eigenvalue = 0;
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            double[] next = gram(examples, direction);
            double norm = 0;
            double old = 0;
            for (int j = 0; j <= features; j++) {
                norm += next[j] * next[j];
                old += direction[j] * direction[j];
            }
            norm = StrictMath.sqrt(norm);
            if (!(norm > 0) || !Double.isFinite(norm)) {
                return norm;
            }
            eigenvalue = norm / StrictMath.sqrt(old);
            for (int j = 0; j <= features; j++) {
                direction[j] = next[j] / norm;
            }
        }
        return eigenvalue;
    }

    /// X̃ᵀX̃·v.
    private static double[] gram(Examples examples, double[] v) {
        int features = examples.features();
        double[] result = new double[features + 1];
        for (int row = 0; row < examples.rows(); row++) {
            int at = row * features;
            double dot = v[features];
            for (int j = 0; j < features; j++) {
                dot += examples.x()[at + j] * v[j];
            }
            for (int j = 0; j < features; j++) {
                result[j] += examples.x()[at + j] * dot;
            }
            result[features] += dot;
        }
        return result;
    }
}
