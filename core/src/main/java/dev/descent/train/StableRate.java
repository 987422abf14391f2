package dev.descent.train;

import dev.descent.data.Examples;
import dev.descent.nn.Loss;
import dev.descent.nn.Network;
import dev.descent.objective.Spectrum;
import java.util.Arrays;

/// The largest learning rate at which gradient descent on a model without hidden layers is stable: 2/λ_max of the
/// loss's Hessian over all training rows.
///
/// With X̃ the rows and a 1 for the bias, the Hessian of the mean squared error is 2/N·X̃ᵀX̃; of the Huber loss and the
/// logistic losses it is at most c/N·X̃ᵀX̃ with c = 1, ¼ and ½. The largest eigenvalue of X̃ᵀX̃ is found from its
/// products with vectors ([Spectrum]), which never form the matrix.
final class StableRate {

    private static final int PRODUCTS = 60;

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
        return Spectrum.of((v, product) -> gram(examples, v, product), examples.features() + 1, PRODUCTS).largest();
    }

    /// product ← X̃ᵀX̃·v.
    private static void gram(Examples examples, double[] v, double[] product) {
        int features = examples.features();
        Arrays.fill(product, 0);
        for (int row = 0; row < examples.rows(); row++) {
            int at = row * features;
            double dot = v[features];
            for (int j = 0; j < features; j++) {
                dot += examples.x()[at + j] * v[j];
            }
            for (int j = 0; j < features; j++) {
                product[j] += examples.x()[at + j] * dot;
            }
            product[features] += dot;
        }
    }
}
