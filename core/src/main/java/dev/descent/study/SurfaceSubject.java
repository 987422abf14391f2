package dev.descent.study;

import dev.descent.common.DescentException;
import dev.descent.objective.Curvature;
import dev.descent.objective.Lbfgs;
import dev.descent.objective.Start;
import dev.descent.objective.Surface;
import dev.descent.objective.Trajectory;
import dev.descent.objective.Walk;
import dev.descent.optim.DoubleState;
import dev.descent.optim.Optimizer;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A surface as what a learning rate is looked for on. The first seed starts where it is told, the others at random.
final class SurfaceSubject implements RateSubject {

    /// A descent that has come this share of its height down has arrived: by how much more says nothing about the rate.
    private static final double ARRIVED = 1e-6;
    /// Lower than this below the start there is no bottom.
    private static final double BOTTOMLESS = 1e12;
    private static final int SEARCH = 1000;

    private final Surface surface;
    private final Optimizer optimizer;
    private final List<double[]> starts = new ArrayList<>();
    private final int updates;
    private final double lowest;

    /// @param start   of the first seed
    /// @param seed    of the first random start
    /// @param updates of the short runs
    SurfaceSubject(Surface surface, Optimizer optimizer, double[] start, int seeds, long seed, int updates) {
        this.surface = surface;
        this.optimizer = optimizer;
        this.updates = updates;
        starts.add(start);
        for (int s = 1; s < seeds; s++) {
            starts.add(Start.random(surface.formula().size(), surface.window(), seed + s));
        }
        lowest = lowest();
    }

    private double lowest() {
        double low = surface.minima().isEmpty() ? Double.POSITIVE_INFINITY : surface.minima().getFirst().value();
        for (double[] start : starts) {
            Trajectory path = new Lbfgs().minimise(surface.formula(), start, SEARCH, 0);
            low = Math.min(low, path.lowest().value());
            double first = path.first().value();
            if (path.stop() == Trajectory.Stop.DIVERGED || low < first - BOTTOMLESS * Math.max(1, Math.abs(first))) {
                throw DescentException.usage("The formula " + surface.name() + " falls without end, so every rate that "
                        + "keeps growing does better than the last. Expected one with a minimum.");
            }
        }
        return low;
    }

    @Override
    public int seeds() {
        return starts.size();
    }

    @Override
    public Descent begin(int seed) {
        double[] theta = starts.get(seed).clone();
        double[] gradient = new double[theta.length];
        DoubleState state = DoubleState.of(optimizer, theta.length);
        return new Descent() {
            @Override
            public boolean step(double lr) {
                surface.formula().valueAndGradient(theta, gradient);
                state.update(lr, theta, gradient);
                return Double.isFinite(surface.formula().value(theta));
            }

            @Override
            public double height() {
                return Math.max(0, surface.formula().value(theta) - lowest);
            }
        };
    }

    @Override
    public double[][] shortRuns(double[] rates) {
        double[][] heights = new double[rates.length][starts.size()];
        for (int r = 0; r < rates.length; r++) {
            for (int s = 0; s < starts.size(); s++) {
                Trajectory path = Walk.of(surface.formula(), optimizer.withLr(rates[r])).from(starts.get(s))
                        .updates(updates).run();
                double first = path.first().value() - lowest;
                heights[r][s] = path.stop() == Trajectory.Stop.DIVERGED ? Double.POSITIVE_INFINITY
                        : Math.max(path.last().value() - lowest, ARRIVED * first);
            }
        }
        return heights;
    }

    @Override
    public Optional<StabilityLimit> limit(double rate) {
        Trajectory path = Walk.of(surface.formula(), optimizer.withLr(rate)).from(starts.getFirst()).updates(updates)
                .run();
        double[] end = path.last().point();
        double[] at = surface.nearest(end).map(minimum -> minimum.point()).orElse(end);
        Curvature curvature = surface.formula().curvature(at);
        if (!(curvature.largest() > 0)) {
            return Optional.empty();
        }
        return Optional.of(new StabilityLimit(curvature.stableRate(), curvature.largest(), 0,
                StabilityLimit.Kind.EXACT, (at == end ? "where the walk ends, " : "at the minimum ") + point(at)));
    }

    private static String point(double[] at) {
        return "(" + String.join(", ", Arrays.stream(at).mapToObj(v -> new BigDecimal(v).round(new MathContext(4))
                .stripTrailingZeros().toPlainString()).toList()) + ")";
    }
}
