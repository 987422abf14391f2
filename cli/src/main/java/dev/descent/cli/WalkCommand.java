package dev.descent.cli;

import dev.descent.common.DescentException;
import dev.descent.objective.Lbfgs;
import dev.descent.objective.Minimizer;
import dev.descent.objective.Start;
import dev.descent.objective.Surface;
import dev.descent.objective.Trajectory;
import dev.descent.objective.Walk;
import dev.descent.objective.WorkedUpdate;
import dev.descent.optim.Optimizer;
import dev.descent.optim.Optimizers;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
            description = "A name from `optimizers`, an equation, a .rule file, or lbfgs, which finds its own step "
                    + "lengths; several with commas between them walk side by side (default: ${DEFAULT-VALUE}).")
    String rules = "sgd";

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
        Surface surface = Formulas.surface(formula, seed);
        double[] from = startPoint(surface);
        List<Minimizer> minimizers = minimizers();
        boolean random = "random".equals(start) || start == null && surface.about().isEmpty();
        WalkText.surface(surface, from, random ? ", random with --seed " + seed : "").forEach(terminal::result);
        List<Trajectory> paths = minimizers.stream().map(by -> walk(terminal, surface, by, from)).toList();
        if (paths.size() > 1) {
            WalkText.summary(paths).forEach(terminal::result);
        }
        List<Path> files = List.of();
        if (surface.formula().size() == 2) {
            files = Formulas.write(WalkPicture.chart(surface, paths), picture(terminal, surface, minimizers), terminal);
        } else {
            terminal.note("no picture: it takes two coordinates, this formula has " + surface.formula().size());
        }
        List<Map<String, @Nullable Object>> endings = paths.stream().map(path -> new WalkEnding(surface, path).event())
                .toList();
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("event", "done");
        if (endings.size() == 1) {
            event.putAll(endings.getFirst());
        } else {
            event.put("walks", endings);
        }
        event.put("pictures", files.stream().map(Path::toString).toList());
        terminal.event(event);
        return 0;
    }

    private Trajectory walk(Terminal terminal, Surface surface, Minimizer by, double[] from) {
        List<String> names = surface.formula().coordinates();
        double until = untilGradient == null ? -1 : untilGradient;
        terminal.result("");
        terminal.result(by.label() + ", η = " + dev.descent.objective.Numbers.text(by.lr()));
        Trajectory path = by.minimise(surface.formula(), from, updates, until);
        if (by instanceof Minimizer.Descending(Optimizer optimizer)) {
            // The update that leaves the finite numbers is the one to look at; what would follow never happened.
            int done = path.updates() + (path.stop() == Trajectory.Stop.DIVERGED ? 1 : 0);
            Walk walk = new Walk(surface.formula(), optimizer, from, updates, until);
            for (WorkedUpdate update : WorkedUpdate.first(walk, Math.min(WORKED, done))) {
                WalkText.worked(update).forEach(terminal::result);
                terminal.event(WalkText.event(by, update, names));
            }
        }
        WalkText.parts(path, PARTS).forEach(terminal::result);
        path.everyPart(PARTS).forEach(step -> terminal.event(WalkText.event(by, step, names)));
        terminal.result("");
        new WalkEnding(surface, path).lines().forEach(terminal::result);
        return path;
    }

    private List<Minimizer> minimizers() {
        if (untilGradient != null && !(untilGradient >= 0)) {
            throw DescentException.usage("--until-gradient " + untilGradient + ": expected a length, 0 or more");
        }
        Double rate = lr;
        String lbfgs = new Lbfgs().name();
        List<String> items = Optimizers.split(rules);
        List<String> named = items.stream().filter(item -> !item.equals(lbfgs)).toList();
        Iterator<Optimizer> optimizers = named.isEmpty() ? Collections.emptyIterator()
                : settings.optimizers(String.join(",", named)).iterator();
        return items.stream().map(item -> {
            if (item.equals(lbfgs)) {
                return new Lbfgs();
            }
            Optimizer optimizer = optimizers.next();
            return Minimizer.of(rate == null ? optimizer : optimizer.withLr(rate));
        }).toList();
    }

    private double[] startPoint(Surface surface) {
        if (start == null) {
            return surface.start();
        }
        return start.strip().equals("random") ? Start.random(surface.formula().size(), surface.window(), seed)
                : Start.parse(start, surface.formula().coordinates());
    }

    /// Where the picture goes, without ending: walks of different surfaces and rules do not overwrite each other.
    private Path picture(Terminal terminal, Surface surface, List<Minimizer> minimizers) {
        if (out != null) {
            return Formulas.withoutEnding(out);
        }
        String who = minimizers.size() == 1 ? minimizers.getFirst().name() : "optimizers";
        return terminal.home().resolve("walks").resolve(Formulas.fileName(surface) + Formulas.fileName("-" + who));
    }
}
