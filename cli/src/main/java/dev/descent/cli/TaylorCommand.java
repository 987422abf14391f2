package dev.descent.cli;

import dev.descent.objective.Formula;
import dev.descent.objective.Numbers;
import dev.descent.objective.Start;
import dev.descent.objective.Surface;
import dev.descent.objective.TaylorCircle;
import dev.descent.report.Chart;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Compares a loss with its linear model inside a circle: why descent works, and how far.
@CommandLine.Command(name = "taylor",
        description = "Compare a formula of two parameters with its linear model inside a "
                + "circle: which step is best, how far the model can be trusted, and a picture.")
final class TaylorCommand extends Command {

    @Parameters(paramLabel = "FORMULA", description = "An expression such as \"(1-x)^2 + 100*(y-x^2)^2\", whose free "
            + "names are the parameters, or a surface that `walk` knows: rosenbrock, bowl:100.")
    String formula = "";

    @Option(names = "--at", paramLabel = "POINT", order = 10,
            description = "The centre of the circle: -1.2,1 or x=-1.2,y=1 (default: the surface's start).")
    @Nullable
    String at;

    @Option(names = "--radius", paramLabel = "LENGTH", defaultValue = "0.1", order = 11,
            description = "The radius d of the circle (default: ${DEFAULT-VALUE}).")
    double radius = 0.1;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", order = 17,
            description = "Seed of a random start (default: ${DEFAULT-VALUE}).")
    long seed = 1;

    @Option(names = "--out", paramLabel = "NAME", order = 18,
            description = "Write the pictures to NAME.svg, NAME.png, NAME-error.svg and NAME-error.png.")
    @Nullable
    Path out;

    @Override
    int run(Terminal terminal) {
        Surface surface = Formulas.surface(formula, seed);
        Formula loss = surface.formula();
        double[] centre = at == null ? surface.start() : Start.parse("--at", at, loss.coordinates());
        TaylorCircle circle = TaylorCircle.of(loss, centre, radius);
        TaylorText text = new TaylorText(circle);
        text.lines().forEach(terminal::result);
        circle.answer().forEach(terminal::sentence);
        TaylorPicture picture = new TaylorPicture(circle, Numbers.text(radius));
        Path base = out != null ? Formulas.withoutEnding(out)
                : terminal.home().resolve("taylor").resolve(Formulas.fileName(surface));
        List<Path> files = new ArrayList<>(Formulas.write(picture.circle(), base, terminal));
        Chart errors = picture.errors();
        if (errors != null) {
            files.addAll(Formulas.write(errors, base.resolveSibling(base.getFileName() + "-error"), terminal));
        }
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("event", "done");
        event.putAll(text.numbers());
        event.put("answer", circle.answer());
        event.put("pictures", files.stream().map(Path::toString).toList());
        terminal.event(event);
        return 0;
    }
}
