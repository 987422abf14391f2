package dev.descent.practice;

import dev.descent.objective.Objective;
import dev.descent.optim.DoubleState;
import dev.descent.optim.Optimizer;

/// Plain loops that count updates, where a walk would keep every point.
final class Descending {

    private Descending() {
    }

    /// The losses of gradient descent from zero: before the first update and after each.
    static double[] losses(Objective loss, double rate, int updates) {
        double[] theta = new double[loss.size()];
        double[] gradient = new double[theta.length];
        double[] losses = new double[updates + 1];
        for (int update = 0; update <= updates; update++) {
            losses[update] = loss.valueAndGradient(theta, gradient);
            for (int j = 0; j < theta.length; j++) {
                theta[j] -= rate * gradient[j];
            }
        }
        return losses;
    }

    /// How many updates of gradient descent from zero until the loss is at most `wanted`; infinite where `most` did not do.
    static double updatesTo(Objective loss, double rate, double wanted, int most) {
        return updatesTo(loss, (theta, gradient) -> {
            for (int j = 0; j < theta.length; j++) {
                theta[j] -= rate * gradient[j];
            }
        }, wanted, most);
    }

    /// The same for any rule.
    static double updatesTo(Objective loss, Optimizer rule, double wanted, int most) {
        DoubleState state = DoubleState.of(rule, loss.size());
        return updatesTo(loss, (theta, gradient) -> state.update(rule.lr(), theta, gradient), wanted, most);
    }

    /// An update of the first array by the second.
    @FunctionalInterface
    private interface Step {
        void apply(double[] theta, double[] gradient);
    }

    private static double updatesTo(Objective loss, Step step, double wanted, int most) {
        double[] theta = new double[loss.size()];
        double[] gradient = new double[theta.length];
        for (int update = 0; update <= most; update++) {
            double value = loss.valueAndGradient(theta, gradient);
            if (value <= wanted) {
                return update;
            }
            if (!Double.isFinite(value)) {
                return Double.POSITIVE_INFINITY;
            }
            step.apply(theta, gradient);
        }
        return Double.POSITIVE_INFINITY;
    }
}
