package dev.descent.cli;

import dev.descent.common.DescentException;
import dev.descent.objective.BasinMap;
import dev.descent.objective.Surface;
import dev.descent.objective.Window;
import dev.descent.optim.Optimizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Maps which start ends in which minimum.
@CommandLine.Command(name = "basins", description = "Map which start ends in which minimum of a formula of two "
        + "parameters: the share of starts that reach the lowest one, per optimizer, and a picture each.")
final class BasinsCommand extends Command {

    @Parameters(paramLabel = "FORMULA", description = "An expression whose free names are the two parameters, or a "
            + "surface that `walk` knows: two-minima, hills, rastrigin.")
    String formula = "";

    @Option(names = "--optimizer", paramLabel = "RULE", defaultValue = "sgd,momentum", order = 10,
            description = "Rules with commas between them, a map for each (default: ${DEFAULT-VALUE}).")
    String rules = "sgd,momentum";

    @Option(names = "--lr", paramLabel = "RATE", order = 11, description = "Learning rate η (default: the rule's).")
    @Nullable
    Double lr;

    @Mixin
    RuleOptions settings = new RuleOptions();

    @Option(names = "--updates", paramLabel = "N", defaultValue = "1000", order = 15,
            description = "How many updates each start gets (default: ${DEFAULT-VALUE}).")
    int updates = 1000;

    @Option(names = "--window", paramLabel = "RANGES", order = 16, description = "The part of the plane that is "
            + "covered, -3,3,-2,2 for x from -3 to 3 and y from -2 to 2 (default: the surface's, or -5,5,-5,5).")
    @Nullable
    String window;

    @Option(names = "--grid", paramLabel = "N", defaultValue = "100", order = 17,
            description = "Starts along each side (default: ${DEFAULT-VALUE}).")
    int grid = 100;

    @Option(names = "--out", paramLabel = "NAME", order = 18,
            description = "Write the pictures to NAME.svg and NAME.png; with the rule's name where there are several.")
    @Nullable
    Path out;

    @Mixin
    ThreadOptions threads = new ThreadOptions();

    @Override
    int run(Terminal terminal) {
        Window covered = window == null ? null : window(window);
        Surface surface = Formulas.surface(formula, covered == null ? Window.DEFAULT : covered, 1);
        int workers = threads.count();
        Double rate = lr;
        List<Optimizer> optimizers = settings.optimizers(rules).stream()
                .map(rule -> rate == null ? rule : rule.withLr(rate)).toList();
        List<BasinMap> maps = new ArrayList<>();
        for (Optimizer optimizer : optimizers) {
            terminal.progress().update(0, () -> "walking with " + optimizer.label() + " from "
                    + (long) grid * grid + " starts");
            maps.add(BasinMap.of(surface, optimizer, covered == null ? surface.window() : covered, grid, updates,
                    workers));
        }
        terminal.progress().erase();
        BasinText text = new BasinText(maps);
        text.lines().forEach(terminal::result);
        text.answer().forEach(terminal::sentence);
        Map<String, @Nullable Object> event = new LinkedHashMap<>(text.event());
        event.put("pictures", pictures(terminal, surface, maps).stream().map(Path::toString).toList());
        terminal.event(event);
        return 0;
    }

    private List<Path> pictures(Terminal terminal, Surface surface, List<BasinMap> maps) {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < maps.size(); i++) {
            String who = maps.get(i).optimizer().name();
            boolean again = maps.subList(0, i).stream().anyMatch(map -> map.optimizer().name().equals(who));
            String name = Formulas.fileName("-" + who + (again ? "-" + (i + 1) : ""));
            Path base = out == null
                    ? terminal.home().resolve("basins").resolve(Formulas.fileName(surface) + name)
                    : maps.size() == 1 ? Formulas.withoutEnding(out)
                            : Formulas.withoutEnding(out)
                                    .resolveSibling(Formulas.withoutEnding(out).getFileName() + name);
            files.addAll(Formulas.write(BasinPicture.of(maps.get(i)), base, terminal));
        }
        return files;
    }

    private static Window window(String text) {
        double[] ends = Numbers.list("--window", text);
        if (ends.length != 4 || !(ends[0] < ends[1]) || !(ends[2] < ends[3])) {
            throw DescentException
                    .usage("--window " + text + ": expected four numbers, the lowest and highest of x and "
                            + "then of y: -3,3,-2,2");
        }
        return new Window(ends[0], ends[1], ends[2], ends[3]);
    }
}
