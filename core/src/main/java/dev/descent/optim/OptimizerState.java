package dev.descent.optim;

/// What an optimizer remembers during one run over n float parameters, and the update itself.
///
/// For each update call [#begin], then [#update] for every block of parameters once (in any order, from several threads
/// if the blocks do not overlap), or [#updateAll].
public final class OptimizerState {

    private OptimizerState() {
    }

    /// Fresh state for `n` parameters that count as one layer.
    public static OptimizerState of(Optimizer optimizer, int n) {
        return of(optimizer, n, 0);
    }

    /// Fresh state.
    ///
    /// @param n           how many parameters, padding included
    /// @param layerStarts index of each layer's first parameter, ascending from 0; for rules with norms over the layer
    public static OptimizerState of(Optimizer optimizer, int n, int... layerStarts) {
        throw new UnsupportedOperationException(optimizer.name() + n + layerStarts.length);
    }

    /// Starts the next update: t ← t + 1, and everything that is the same for all parameters is computed, in double.
    ///
    /// @param lr this update's learning rate η
    public void begin(double lr) {
        throw new UnsupportedOperationException();
    }

    /// Updates `count` parameters in place. Not for rules that need the whole gradient.
    ///
    /// @param theta      the parameters, overwritten; `thetaAt` is also where their state lies
    /// @param gradient   left as it is
    /// @param gradientAt where in `gradient` the first one's gradient lies
    public void update(float[] theta, int thetaAt, float[] gradient, int gradientAt, int count) {
        throw new UnsupportedOperationException();
    }

    /// Updates all n parameters; any rule.
    public void updateAll(float[] theta, float[] gradient) {
        throw new UnsupportedOperationException();
    }

    /// Whether the rule uses a norm or sum over parameters, so that only [#updateAll] can be used.
    public boolean needsWholeGradient() {
        throw new UnsupportedOperationException();
    }

    /// Whether a zero gradient provably changes neither θ nor state, so that its rows may be skipped.
    public boolean skipsZeroGradient() {
        throw new UnsupportedOperationException();
    }

    /// How many updates have begun.
    public long step() {
        throw new UnsupportedOperationException();
    }

    /// The array states, in the rule's order, each of n; live, not a copy.
    public float[][] arrays() {
        throw new UnsupportedOperationException();
    }

    /// The scalar states, in the rule's order; live, not a copy.
    public double[] scalars() {
        throw new UnsupportedOperationException();
    }

    /// Puts back what a checkpoint holds.
    public void restore(long step, float[][] arrays, double[] scalars) {
        throw new UnsupportedOperationException();
    }
}
