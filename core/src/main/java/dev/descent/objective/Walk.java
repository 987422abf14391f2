package dev.descent.objective;

import dev.descent.common.DescentException;
import dev.descent.optim.Optimizer;
import dev.descent.optim.PointState;
import java.util.ArrayList;
import java.util.List;

/// Minimises an [Objective] with an update rule, in double:
///
/// ```java
/// Trajectory path = Walk.of(objective, Optimizers.parse("adam:lr=0.05")).from(-1.2, 1).updates(2000).run();
/// ```
///
/// @param objective    what to descend on
/// @param optimizer    the rule; its `lr` is the rate of every update
/// @param start        (size) where to begin
/// @param updates      how many at most
/// @param gradientNorm stop where the gradient is at most this long; 0 stops only where it is exactly zero, below 0
///                     never
public record Walk(Objective objective, Optimizer optimizer, double[] start, int updates, double gradientNorm) {

    /// A value this many times its start (or 1) is an explosion: no descent comes back from there.
    private static final double EXPLOSION = 1e12;
    /// How many coordinates a trajectory keeps at most; longer walks keep every k-th point.
    private static final long KEPT = 2_000_000;

    public Walk {
        if (start.length != objective.size()) {
            throw DescentException.usage("The start has " + start.length + " numbers, but the objective has "
                    + objective.size() + " parameters.");
        }
        if (updates < 1) {
            throw DescentException.usage("A walk of " + updates + " updates: expected at least 1.");
        }
        start = start.clone();
    }

    /// A walk of 1000 updates from zero, unless told otherwise.
    public static Walk of(Objective objective, Optimizer optimizer) {
        return new Walk(objective, optimizer, new double[objective.size()], 1000, -1);
    }

    /// Begins there.
    public Walk from(double... point) {
        return new Walk(objective, optimizer, point, updates, gradientNorm);
    }

    /// Makes at most that many updates.
    public Walk updates(int count) {
        return new Walk(objective, optimizer, start, count, gradientNorm);
    }

    /// Stops where the gradient is at most that long.
    public Walk untilGradient(double norm) {
        return new Walk(objective, optimizer, start, updates, norm);
    }

    /// Walks.
    ///
    /// @throws DescentException (usage) if the objective is not finite at the start
    public Trajectory run() {
        int n = objective.size();
        PointState state = PointState.of(optimizer, n);
        double lr = optimizer.lr();
        int stride = (int) Math.max(1, Math.ceilDiv((long) updates * n, KEPT));
        double[] theta = start.clone();
        double[] gradient = new double[n];
        double value = objective.valueAndGradient(theta, gradient);
        if (!finite(value, theta, gradient)) {
            throw DescentException.usage("At the start the value or gradient is not a finite number (value " + value
                    + "), so there is no way down. Choose another start.");
        }
        double explosion = explosion(value);
        List<Trajectory.Step> steps = new ArrayList<>();
        Trajectory.Step here = new Trajectory.Step(0, theta.clone(), value, gradient.clone());
        steps.add(here);
        for (int update = 1; update <= updates; update++) {
            if (isFlat(here)) {
                return end(steps, here, Trajectory.Stop.GRADIENT);
            }
            state.update(lr, theta, gradient);
            value = objective.valueAndGradient(theta, gradient);
            if (!finite(value, theta, gradient) || Math.abs(value) > explosion) {
                return end(steps, here, Trajectory.Stop.DIVERGED);
            }
            here = new Trajectory.Step(update, theta.clone(), value, gradient.clone());
            if (update % stride == 0) {
                steps.add(here);
            }
        }
        return end(steps, here, isFlat(here) ? Trajectory.Stop.GRADIENT : Trajectory.Stop.UPDATES);
    }

    private boolean isFlat(Trajectory.Step here) {
        return gradientNorm >= 0 && here.gradientNorm() <= gradientNorm;
    }

    /// The size of a value from which on a walk that began at `start` has diverged.
    static double explosion(double start) {
        return EXPLOSION * Math.max(1, Math.abs(start));
    }

    private Trajectory end(List<Trajectory.Step> steps, Trajectory.Step last, Trajectory.Stop stop) {
        if (steps.getLast().update() != last.update()) {
            steps.add(last);
        }
        return new Trajectory(objective, Minimizer.of(optimizer), steps, last.update(), stop);
    }

    private static boolean finite(double value, double[] theta, double[] gradient) {
        boolean finite = Double.isFinite(value);
        for (int i = 0; i < theta.length; i++) {
            finite &= Double.isFinite(theta[i]) && Double.isFinite(gradient[i]);
        }
        return finite;
    }
}
