package dev.descent.objective;

import dev.descent.common.DescentException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// L-BFGS with a [LineSearch]: Newton's method whose matrix of second derivatives is replaced by what the last few steps
/// taught about it. The reference for small problems and full batches, where nothing first-order comes near.
///
/// The direction −H·g comes from Nocedal's two loops over the last pairs of movement s and gradient change y, without a
/// matrix: Nocedal 1980, Updating quasi-Newton matrices with limited storage; Liu and Nocedal 1989. Memory is 2·m·n
/// numbers.
///
/// It needs the exact gradient at every point that it looks at, so it is no update rule for batches.
///
/// @param memory m, how many pairs it keeps
public record Lbfgs(int memory) implements Minimizer {

    private static final String NAME = "lbfgs";
    private static final int USUAL = 20;
    /// How many coordinates a trajectory keeps at most; longer walks keep every k-th point.
    private static final long KEPT = 2_000_000;

    /// A movement and what it did to the gradient.
    private record Pair(double[] s, double[] y, double sy) {
    }

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
        Deque<Pair> pairs = new ArrayDeque<>();
        Trajectory.Step here = first(objective, start);
        List<Trajectory.Step> steps = new ArrayList<>(List.of(here));
        int stride = (int) Math.max(1, Math.ceilDiv((long) updates * start.length, KEPT));
        Trajectory.Stop stop = Trajectory.Stop.UPDATES;
        for (int update = 1; update <= updates; update++) {
            if (here.gradientNorm() <= Math.max(0, gradientNorm)) {
                stop = Trajectory.Stop.GRADIENT;
                break;
            }
            LineSearch.Point point = search(objective, here, pairs);
            if (point == null) {
                stop = Trajectory.Stop.SETTLED;
                break;
            }
            learn(pairs, here, point);
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
            Deque<Pair> pairs) {
        while (true) {
            double[] direction = direction(here.gradient(), pairs);
            double slope = LineSearch.dot(here.gradient(), direction);
            if (slope < 0) {
                // Without a memory the gradient's length says nothing about the distance: begin with a step of length 1.
                double first = pairs.isEmpty() ? Math.min(1, 1 / here.gradientNorm()) : 1;
                LineSearch.Point point = new LineSearch(objective, here.point(), here.value(), here.gradient(),
                        direction).from(first);
                if (point != null) {
                    return point;
                }
            }
            if (pairs.isEmpty()) {
                return null;
            }
            pairs.clear();
        }
    }

    private static double[] direction(double[] gradient, Deque<Pair> pairs) {
        double[] q = gradient.clone();
        double[] alphas = new double[pairs.size()];
        int i = alphas.length;
        for (Iterator<Pair> newest = pairs.descendingIterator(); newest.hasNext();) {
            Pair pair = newest.next();
            alphas[--i] = LineSearch.dot(pair.s, q) / pair.sy;
            add(q, -alphas[i], pair.y);
        }
        if (!pairs.isEmpty()) {
            Pair last = pairs.getLast();
            double scale = last.sy / LineSearch.dot(last.y, last.y);
            for (int j = 0; j < q.length; j++) {
                q[j] *= scale;
            }
        }
        for (Pair pair : pairs) {
            add(q, alphas[i++] - LineSearch.dot(pair.y, q) / pair.sy, pair.s);
        }
        for (int j = 0; j < q.length; j++) {
            q[j] = -q[j];
        }
        return q;
    }

    private void learn(Deque<Pair> pairs, Trajectory.Step from, LineSearch.Point to) {
        double[] s = to.theta().clone();
        add(s, -1, from.point());
        double[] y = to.gradient().clone();
        add(y, -1, from.gradient());
        double sy = LineSearch.dot(s, y);
        // Where the ground does not bend upwards along the movement there is nothing to learn that keeps −H·g downhill.
        if (sy > 1e-16 * LineSearch.dot(y, y)) {
            pairs.addLast(new Pair(s, y, sy));
            if (pairs.size() > memory) {
                pairs.removeFirst();
            }
        }
    }

    private static void add(double[] to, double factor, double[] what) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * what[i];
        }
    }
}
