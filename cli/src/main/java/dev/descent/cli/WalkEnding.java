package dev.descent.cli;

import dev.descent.objective.Curvature;
import dev.descent.objective.Formula;
import dev.descent.objective.Minimum;
import dev.descent.objective.Numbers;
import dev.descent.objective.Surface;
import dev.descent.objective.Trajectory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a walk ended: why it stopped, where, what kind of place that is, and whether there is a lower one.
final class WalkEnding {

    /// Curvature smaller than this share of the larger one is flat.
    private static final double FLAT = 1e-6;
    /// A gradient longer than this share of the curvature is a slope still: it says nothing about a minimum or saddle.
    private static final double SLOPE = 0.1;

    private final Surface surface;
    private final Trajectory path;
    private final Trajectory.Step last;
    private final Optional<Minimum> lower;

    WalkEnding(Surface surface, Trajectory path) {
        this.surface = surface;
        this.path = path;
        last = path.last();
        lower = surface.lowerThan(last.value(), last.point());
    }

    /// For people.
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(switch (path.stop()) {
            case UPDATES -> "stopped after " + path.updates() + " updates (--updates): gradient "
                    + Numbers.text(last.gradientNorm()) + " long";
            case GRADIENT -> "stopped at update " + path.updates() + ": the gradient is "
                    + Numbers.text(last.gradientNorm()) + " long, as short as asked for (--until-gradient)";
            case SETTLED -> "stopped after " + path.updates() + " updates: no step lowers the value any more; gradient "
                    + Numbers.text(last.gradientNorm()) + " long";
            case DIVERGED -> "diverged at update " + (path.updates() + 1)
                    + ": the value leaves the finite numbers or explodes; what follows is the last finite point";
        });
        lines.add("ended at " + WalkText.point(path.objective().coordinates(), last.point()) + ", value "
                + Numbers.text(last.value()) + place());
        if (path.stop() == Trajectory.Stop.DIVERGED) {
            lines.addAll(remedy());
        }
        lines.add(goal());
        return lines;
    }

    /// What the second derivatives say about the place; nothing on a slope.
    private String place() {
        Curvature curvature = surface.formula().curvature(last.point());
        double large = Math.max(Math.abs(curvature.largest()), Math.abs(curvature.smallest()));
        if (Double.isNaN(large) || last.gradientNorm() > SLOPE * large) {
            return "";
        }
        boolean up = curvature.largest() > FLAT * large;
        boolean down = curvature.smallest() < -FLAT * large;
        boolean flat = Math.abs(curvature.smallest()) <= FLAT * large || Math.abs(curvature.largest()) <= FLAT * large;
        String kind = up && down ? "the ground bends both ways, as around a saddle"
                : (up ? "the ground bends upwards" : "the ground bends downwards") + (flat ? " or is flat" : "");
        return "; " + kind + " (λ " + (surface.formula().size() == 1 ? Numbers.text(curvature.largest())
                : Numbers.text(curvature.smallest()) + " to " + Numbers.text(curvature.largest())) + ")";
    }

    private List<String> remedy() {
        double stable = stableRate();
        if (Double.isInfinite(stable)) {
            return List.of("  why   nothing bends upwards here: the formula has no bottom in this direction");
        }
        double lr = path.by().lr();
        List<String> lines = new ArrayList<>();
        lines.add("  why   the ground bends by up to λ_max = " + Numbers.text(2 / stable)
                + ", so plain gradient descent is stable only below lr 2/λ_max = " + Numbers.text(stable)
                + "; this was lr " + Numbers.text(lr));
        lines.add("  fix   --lr " + Numbers.ascii(lr > stable ? stable / 2 : lr / 10));
        return lines;
    }

    /// 2/λ_max by the larger curvature of start and goal. Points further along a diverging walk do not count: there
    /// curvature is a consequence, not a cause.
    private double stableRate() {
        Formula formula = surface.formula();
        double atStart = formula.curvature(path.first().point()).stableRate();
        double atGoal = surface.nearest(path.first().point())
                .map(near -> formula.curvature(near.point()).stableRate()).orElse(Double.POSITIVE_INFINITY);
        return Math.min(atStart, atGoal);
    }

    private String goal() {
        List<String> names = path.objective().coordinates();
        return lower.map(minimum -> "a lower minimum is known: " + WalkText.point(names, minimum.point()) + ", value "
                + Numbers.text(minimum.value()))
                .orElseGet(() -> surface.nearest(last.point())
                        .map(near -> "the nearest minimum is " + WalkText.point(names, near.point()) + ", value "
                                + Numbers.text(near.value()) + "; none lower is known")
                        .orElse("whether a lower minimum exists is not known"));
    }

    /// For programs.
    Map<String, @Nullable Object> event() {
        List<String> names = path.objective().coordinates();
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("optimizer", path.by().spec());
        event.put("lr", path.by().lr());
        event.put("stop", switch (path.stop()) {
            case UPDATES -> "updates";
            case GRADIENT -> "gradient";
            case SETTLED -> "settled";
            case DIVERGED -> "diverged";
        });
        event.put("diverged", path.stop() == Trajectory.Stop.DIVERGED);
        event.put("updates", path.updates());
        event.put("theta", WalkText.named(names, last.point()));
        event.put("value", last.value());
        event.put("gradientNorm", last.gradientNorm());
        event.put("lowestValue", path.lowest().value());
        event.put("stableRate", stableRate());
        event.put("lowerMinimum", lower.map(minimum -> Map.of("theta", WalkText.named(names, minimum.point()), "value",
                minimum.value())).orElse(null));
        return event;
    }
}
