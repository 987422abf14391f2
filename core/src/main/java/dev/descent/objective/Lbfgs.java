package dev.descent.objective;

import dev.descent.common.DescentException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// L-BFGS with a [LineSearch]: Newton's method whose matrix of second derivatives is replaced by what the last few steps
/// taught about it. The reference for small problems and full batches, where nothing first-order comes near.
///
/// The direction −H·g comes from the [LastSteps]: Liu and Nocedal 1989, On the limited memory BFGS
/// method for large scale optimization. Memory is 2·m·n numbers.
///
/// It needs the exact gradient at every point that it looks at, so it is no update rule for batches.
///
/// @param memory m, how many pairs it keeps
public record Lbfgs(int memory) implements Minimizer {

    private static final String NAME = "lbfgs";
    private static final int USUAL = 20;
    /// How many coordinates a trajectory keeps at most; longer walks keep every k-th point.
    private static final long KEPT = 2_000_000;

    public Lbfgs {
        if (memory < 1) {
            throw DescentException
                    .usage("L-BFGS: memory is " + memory + ", expected 1 or more; usual values are 5 to 20.");
        }
    }

    /// With a memory of 20 pairs.
    public Lbfgs() {
        this(USUAL);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String label() {
        return spec();
    }

    @Override
    public String spec() {
        return memory == USUAL ? NAME : NAME + ":memory=" + memory;
    }

    @Override
    public double lr() {
        return 1;
    }

    /// One update is one line search. Ends early where no step along the direction lowers the value any more.
    @Override
    public Trajectory minimise(Objective objective, double[] start, int updates, double gradientNorm) {
        LastSteps known = new LastSteps(memory);
        Trajectory.Step here = first(objective, start);
        List<Trajectory.Step> steps = new ArrayList<>(List.of(here));
        int stride = (int) Math.max(1, Math.ceilDiv((long) updates * start.length, KEPT));
        Trajectory.Stop stop = Trajectory.Stop.UPDATES;
        for (int update = 1; update <= updates; update++) {
            if (here.gradientNorm() <= Math.max(0, gradientNorm)) {
                stop = Trajectory.Stop.GRADIENT;
                break;
            }
            LineSearch.Point point = search(objective, here, known);
            if (point == null) {
                stop = Trajectory.Stop.SETTLED;
                break;
            }
            known.learn(here.point(), here.gradient(), point.theta(), point.gradient());
            here = new Trajectory.Step(update, point.theta(), point.value(), point.gradient());
            if (update % stride == 0) {
                steps.add(here);
            }
        }
        if (steps.getLast().update() != here.update()) {
            steps.add(here);
        }
        return new Trajectory(objective, this, steps, here.update(), stop);
    }

    private static Trajectory.Step first(Objective objective, double[] start) {
        double[] gradient = new double[start.length];
        double value = objective.valueAndGradient(start, gradient);
        Trajectory.Step step = new Trajectory.Step(0, start.clone(), value, gradient);
        if (!Double.isFinite(value) || !Double.isFinite(step.gradientNorm())) {
            throw DescentException.usage("At the start the value or gradient is not a finite number (value " + value
                    + "), so there is no way down. Choose another start.");
        }
        return step;
    }

    /// Along −H·g; where that leads nowhere, forgets what it learnt and tries −g.
    private static LineSearch.@Nullable Point search(Objective objective, Trajectory.Step here,
            LastSteps known) {
        while (true) {
            double[] direction = known.direction(here.gradient());
            double slope = LineSearch.dot(here.gradient(), direction);
            if (slope < 0) {
                // Without a memory the gradient's length says nothing about the distance: begin with a step of length 1.
                double first = known.isEmpty() ? Math.min(1, 1 / here.gradientNorm()) : 1;
                LineSearch.Point point = new LineSearch(objective, here.point(), here.value(), here.gradient(),
                        direction).from(first);
                if (point != null) {
                    return point;
                }
            }
            if (known.isEmpty()) {
                return null;
            }
            known.forget();
        }
    }
}
