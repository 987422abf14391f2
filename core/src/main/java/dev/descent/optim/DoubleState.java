package dev.descent.optim;

import java.util.Map;

/// The same as [OptimizerState] over a few parameters in double, interpreted statement by statement: for walks and
/// traces, and to show every value of the last update.
public final class DoubleState {

    private DoubleState() {
    }

    /// Fresh state for `n` parameters.
    public static DoubleState of(Optimizer optimizer, int n) {
        throw new UnsupportedOperationException(optimizer.name() + n);
    }

    /// One update of all parameters, in place.
    ///
    /// @param lr this update's learning rate η
    public void update(double lr, double[] theta, double[] gradient) {
        throw new UnsupportedOperationException();
    }

    /// How many updates have been made.
    public long step() {
        throw new UnsupportedOperationException();
    }

    /// Every name that the rule's last update gave a value, by symbol, in order of appearance (`m`, `v`, `m̂`, `v̂`, `θ`): one
    /// number per parameter, or a single one where it is the same for all.
    public Map<String, double[]> values() {
        throw new UnsupportedOperationException();
    }
}
