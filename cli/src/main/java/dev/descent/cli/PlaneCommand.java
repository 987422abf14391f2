package dev.descent.cli;

import dev.descent.common.DescentException;
import dev.descent.study.LossPlane;
import dev.descent.train.RunFolder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Draws the loss around the way of a run, and says how wrong the picture is.
@CommandLine.Command(name = "plane",
        description = "Draw the training loss around the way of a run, on the plane in which its weights moved most, "
                + "and say how wrong that picture is. Repeats the run; changes nothing in it.")
final class PlaneCommand extends Command {

    /// A first look for who waits for events.
    private static final int COARSE = 15;
    private static final int LARGEST = 401;
    private static final int STEPS = 20;

    @Parameters(paramLabel = "RUN", description = "A run's id, its folder, or last.")
    String id = "";

    @Option(names = "--grid", paramLabel = "N", defaultValue = "41", order = 10,
            description = "Losses along each side of the picture (default: ${DEFAULT-VALUE}).")
    int grid = 41;

    @Option(names = "--out", paramLabel = "NAME", order = 11,
            description = "Write the picture to NAME.svg and NAME.png.")
    @Nullable
    Path out;

    @Override
    int run(Terminal terminal) {
        if (grid < 2 || grid > LARGEST) {
            throw DescentException.usage("--grid " + grid + ": expected a number from 2 to " + LARGEST);
        }
        RunFolder run = terminal.runs().find(id);
        LossPlane plane = LossPlane.of(run, DataFile.again(run.source()).data(),
                (update, of) -> repeated(terminal, update, of));
        PlaneText text = new PlaneText(run.id(), plane);
        if (terminal.json() && grid > COARSE) {
            terminal.event(text.event("plane", plane.grid(COARSE)));
        }
        terminal.progress().update(0, () -> "measuring " + grid + " × " + grid + " losses");
        double[][] losses = plane.grid(grid);
        terminal.progress().erase();
        text.lines().forEach(terminal::result);
        plane.answer().forEach(terminal::sentence);
        Path base = out != null ? Formulas.withoutEnding(out) : terminal.home().resolve("plane").resolve(run.id());
        List<Path> files = Formulas.write(PlanePicture.of(run.id(), plane, losses), base, terminal);
        Map<String, @Nullable Object> event = new LinkedHashMap<>(text.event("done", losses));
        event.put("pictures", files.stream().map(Path::toString).toList());
        terminal.event(event);
        return 0;
    }

    /// For people at every update, for programs in steps of a twentieth.
    private static void repeated(Terminal terminal, long update, long of) {
        terminal.progress().update((double) update / of, () -> "repeating update " + update + " of " + of);
        if (update * STEPS / of != (update - 1) * STEPS / of) {
            terminal.event(Map.of("event", "repeated", "update", update, "of", of));
        }
    }
}
