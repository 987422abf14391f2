package dev.descent.optim;

import dev.descent.equation.RuleProgram;
import org.jspecify.annotations.Nullable;

/// The state of one point of a few coordinates that walks, in double: the bits that a [DoubleState] gives, at the speed
/// of compiled loops. What an update computes on the way only a [DoubleState] tells.
///
/// Where a rule takes norms, sums or means over the coordinates it is a [DoubleState].
public final class PointState {

    private final double[][] theta = new double[1][];
    private final double[][] gradient = new double[1][];
    private final PointsState.@Nullable Compiled loop;
    private final @Nullable DoubleState whole;

    private PointState(Optimizer optimizer, int coordinates) {
        RuleProgram program = RuleProgram.of(optimizer.rule());
        boolean plain = !program.needsWholeGradient();
        // No rule of one pass looks from one coordinate at another: they are like points of one coordinate each.
        loop = plain ? new PointsState.Compiled(program, StartValues.hyperparameters(optimizer), 1, coordinates) : null;
        whole = plain ? null : DoubleState.of(optimizer, coordinates);
    }

    /// Fresh state.
    public static PointState of(Optimizer optimizer, int coordinates) {
        return new PointState(optimizer, coordinates);
    }

    /// One update of the point, in place.
    ///
    /// @param lr       this update's learning rate η
    /// @param theta    (coordinates) overwritten
    /// @param gradient (coordinates) left as it is
    public void update(double lr, double[] theta, double[] gradient) {
        if (whole != null) {
            whole.update(lr, theta, gradient);
        } else if (loop != null) {
            this.theta[0] = theta;
            this.gradient[0] = gradient;
            loop.update(lr, this.theta, this.gradient);
        }
    }
}
