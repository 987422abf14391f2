package dev.descent.cli;

import dev.descent.common.DescentException;
import dev.descent.objective.Curvature;
import dev.descent.objective.Formula;
import dev.descent.objective.Minimum;
import dev.descent.objective.Start;
import dev.descent.objective.Surface;
import dev.descent.objective.Surfaces;
import dev.descent.objective.Trajectory;
import dev.descent.objective.Walk;
import dev.descent.objective.WorkedUpdate;
import dev.descent.optim.Optimizer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Walks down a formula or a named surface and shows the updates worked out.
@CommandLine.Command(name = "walk", description = "Walk down a formula of two parameters: the first updates worked out "
        + "in numbers, then every tenth of the walk, and a picture.")
final class WalkCommand extends Command {

    private static final int WORKED = 5;
    private static final int PARTS = 10;

    @Parameters(paramLabel = "FORMULA", description = "An expression such as \"(1-x)^2 + 100*(y-x^2)^2\", whose free "
            + "names are the parameters, or a surface: bowl (bowl:100), ravine, saddle, plateau, two-minima, hills, "
            + "rosenbrock, beale, rastrigin, bend.")
    String formula = "";

    @Option(names = "--optimizer", paramLabel = "RULE", defaultValue = "sgd", order = 10,
            description = "A name from `optimizers`, an equation, or a .rule file (default: ${DEFAULT-VALUE}).")
    String rule = "sgd";

    @Option(names = "--lr", paramLabel = "RATE", order = 11, description = "Learning rate η (default: the rule's).")
    @Nullable
    Double lr;

    @Mixin
    RuleOptions settings = new RuleOptions();

    @Option(names = "--start", paramLabel = "POINT", order = 14,
            description = "Where to begin: -1.2,1 or x=-1.2,y=1 or random (default: the surface's).")
    @Nullable
    String start;

    @Option(names = "--updates", paramLabel = "N", defaultValue = "1000", order = 15,
            description = "How many updates at most (default: ${DEFAULT-VALUE}).")
    int updates = 1000;

    @Option(names = "--until-gradient", paramLabel = "NORM", order = 16,
            description = "Stop where the gradient is at most this long.")
    @Nullable
    Double untilGradient;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", order = 17,
            description = "Seed of a random start (default: ${DEFAULT-VALUE}).")
    long seed = 1;

    @Option(names = "--out", paramLabel = "NAME", order = 18,
            description = "Write the picture to NAME.svg and NAME.png.")
    @Nullable
    Path out;

    @Override
    int run(Terminal terminal) {
        Surface surface = Surfaces.isName(formula) ? Surfaces.byName(formula)
                : Surface.of(Formula.parse(formula), seed);
        Optimizer optimizer = settings.optimizer(rule);
        if (lr != null) {
            optimizer = optimizer.withLr(lr);
        }
        if (untilGradient != null && !(untilGradient >= 0)) {
            throw DescentException.usage("--until-gradient " + untilGradient + ": expected a length, 0 or more");
        }
        Walk walk = Walk.of(surface.formula(), optimizer).from(startPoint(surface)).updates(updates)
                .untilGradient(untilGradient == null ? -1 : untilGradient);
        List<String> names = surface.formula().coordinates();
        terminal.result(surface.formula().text() + "   from " + WalkText.point(names, walk.start()) + "   "
                + optimizer.name() + " lr " + dev.descent.objective.Numbers.text(optimizer.lr()));
        for (WorkedUpdate update : WorkedUpdate.first(walk, WORKED)) {
            WalkText.worked(update).forEach(terminal::result);
            terminal.event(WalkText.event(update, names));
        }
        Trajectory path = walk.run();
        WalkText.parts(path, PARTS).forEach(terminal::result);
        path.everyPart(PARTS).forEach(step -> terminal.event(WalkText.event(step, names)));
        Optional<Minimum> lower = surface.lowerThan(path.last().value(), path.last().point());
        ending(terminal, surface, path, lower);
        List<Path> files = surface.formula().size() == 2 ? WalkPicture.write(surface, path, picture(terminal), terminal)
                : List.of();
        terminal.event(done(path, lower, names, files));
        return 0;
    }

    private double[] startPoint(Surface surface) {
        if (start == null) {
            return surface.start();
        }
        return start.strip().equals("random") ? Start.random(surface.formula().size(), surface.window(), seed)
                : Start.parse(start, surface.formula().coordinates());
    }

    private Path picture(Terminal terminal) {
        return out != null ? out : terminal.home().resolve("walks").resolve("walk");
    }

    private void ending(Terminal terminal, Surface surface, Trajectory path, Optional<Minimum> lower) {
        terminal.result("");
        switch (path.stop()) {
            case UPDATES -> terminal.result("stopped after " + path.updates() + " updates (--updates): gradient "
                    + dev.descent.objective.Numbers.text(path.last().gradientNorm()) + " long");
            case GRADIENT -> terminal.result("stopped at update " + path.updates() + ": the gradient is "
                    + dev.descent.objective.Numbers.text(path.last().gradientNorm())
                    + " long, as short as asked for (--until-gradient)");
            case DIVERGED -> diverged(terminal, surface, path);
        }
        terminal.result("ended at " + WalkText.point(surface.formula().coordinates(), path.last().point())
                + ", value " + dev.descent.objective.Numbers.text(path.last().value()));
        lower.ifPresentOrElse(
                minimum -> terminal.result("a lower minimum is known: "
                        + WalkText.point(surface.formula().coordinates(), minimum.point()) + ", value "
                        + dev.descent.objective.Numbers.text(minimum.value())),
                () -> terminal.result(surface.minima().isEmpty() ? "whether a lower minimum exists is not known"
                        : "no lower minimum is known"));
    }

    private static void diverged(Terminal terminal, Surface surface, Trajectory path) {
        terminal.result("diverged at update " + (path.updates() + 1) + ": the value leaves the finite numbers or "
                + "explodes; shown is the last finite point");
        Curvature curvature = surface.formula().curvature(path.first().point());
        if (curvature.largest() > 0) {
            terminal.result("  why: at the start the surface bends by λ_max = "
                    + dev.descent.objective.Numbers.text(curvature.largest())
                    + ", so plain gradient descent is stable there only below lr 2/λ_max = "
                    + dev.descent.objective.Numbers.text(curvature.stableRate()));
        }
    }

    private static Map<String, @Nullable Object> done(Trajectory path, Optional<Minimum> lower, List<String> names,
            List<Path> files) {
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("event", "done");
        event.put("stop", switch (path.stop()) {
            case UPDATES -> "updates";
            case GRADIENT -> "gradient";
            case DIVERGED -> "diverged";
        });
        event.put("diverged", path.stop() == Trajectory.Stop.DIVERGED);
        event.put("updates", path.updates());
        event.put("theta", WalkText.named(names, path.last().point()));
        event.put("value", path.last().value());
        event.put("gradientNorm", path.last().gradientNorm());
        event.put("lowerMinimum", lower.map(minimum -> Map.of("theta", WalkText.named(names, minimum.point()),
                "value", minimum.value())).orElse(null));
        event.put("pictures", files.stream().map(Path::toString).toList());
        return event;
    }
}
