package dev.descent.cli;

import dev.descent.common.DescentException;
import dev.descent.data.Bundled;
import dev.descent.data.Prepared;
import dev.descent.objective.Formula;
import dev.descent.objective.Start;
import dev.descent.objective.Surface;
import dev.descent.objective.Surfaces;
import dev.descent.optim.Optimizer;
import dev.descent.report.Numbers;
import dev.descent.study.LearningRateFinder;
import dev.descent.study.RateCost;
import dev.descent.study.RateFinding;
import dev.descent.study.Speed;
import dev.descent.study.StudyFolder;
import dev.descent.train.Descent;
import dev.descent.train.Interrupt;
import dev.descent.train.Recipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Finds a learning rate for a table or a formula.
@CommandLine.Command(name = "lr-find", description = "Find a learning rate: range tests over several seeds, short runs "
        + "that confirm it, how far from it is still good, and the limit 2/λ_max where it is known.")
final class LrFindCommand extends Command {

    /// Updates of a short walk.
    private static final int WALK = 1000;

    @Parameters(paramLabel = "FILE", description = "CSV, TSV or IDX, plain or gzip; bundled data: rooms, line, moons, "
            + "spirals, digits; or a formula or surface as walk takes it.")
    String file = "";

    @Option(names = "--optimizer", paramLabel = "RULE", order = 10,
            description = "Rules with commas between them, each "
                    + "with settings if wanted: sgd,adam:beta2=0.99 (default: adam; sgd on a formula).")
    @Nullable
    String rules;

    @Mixin
    RuleOptions settings = new RuleOptions();

    @Option(names = "--start", paramLabel = "POINT", order = 16, description = "On a formula, where the first seed "
            + "begins: -1.2,1 or x=-1.2,y=1 or random (default: the surface's); the others begin at random.")
    @Nullable
    String start;

    @Mixin
    DataOptions columns = new DataOptions();

    @Mixin
    TrainingOptions training = new TrainingOptions();

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "3", order = 49,
            description = "How many seeds, from --seed on (default: ${DEFAULT-VALUE}).")
    int seeds = AutoRate.SEEDS;

    @Option(names = "--out", paramLabel = "NAME", order = 53,
            description = "Also write the picture to NAME.svg and NAME.png.")
    @Nullable
    Path out;

    @Override
    int run(Terminal terminal) {
        boolean formula = isFormula(file);
        List<Optimizer> optimizers = formula
                ? settings.optimizers(rules == null ? "sgd" : rules)
                : settings.allForNetwork(rules == null ? "adam" : rules);
        if (seeds < 1) {
            throw DescentException.usage("--seeds " + seeds + ": expected 1 or more");
        }
        Interrupt interrupt = CtrlC.install(terminal::note);
        List<RateFinding> findings = formula ? onFormula(terminal, optimizers, interrupt)
                : onData(terminal, optimizers, interrupt);
        if (interrupt.raised()) {
            terminal.say("interrupted" + (findings.isEmpty() ? " before a rate was found" : ""));
            if (findings.isEmpty()) {
                return CtrlC.EXIT_CODE;
            }
        }
        StudyFolder folder = StudyFolder.create(terminal.home(), "lr-find");
        RatePicture picture = new RatePicture(findings, file);
        List<Path> pictures = picture.write(folder.path().resolve("range"), out, terminal);
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("event", "done");
        event.put("study", folder.id());
        event.put("findings", findings.stream().map(RateFinding::json).toList());
        folder.save(event);
        event.put("pictures", pictures.stream().map(Path::toString).toList());
        terminal.event(event);
        terminal.result("");
        terminal.result("study " + folder.id() + "  saved in " + terminal.shown(folder.path()));
        terminal.result("try   " + terminal.hint(nextLine(findings.getFirst(), optimizers.getFirst())));
        return interrupt.raised() ? CtrlC.EXIT_CODE : 0;
    }

    /// Whether an argument is meant as a formula: no file, no bundled set, and a surface's name or more than a name.
    private static boolean isFormula(String argument) {
        return !Files.exists(Path.of(argument)) && !Bundled.words().contains(argument)
                && (Surfaces.isName(argument) || argument.matches("(?s).*[-+*/^()·²³√|].*")
                        && !argument.matches("(?s).*\\.[A-Za-z]{2,5}(\\.gz)?"));
    }

    private List<RateFinding> onFormula(Terminal terminal, List<Optimizer> optimizers, Interrupt interrupt) {
        Surface surface = Surfaces.isName(file) ? Surfaces.byName(file)
                : Surface.of(Formula.parse(file), training.seed);
        double[] from = start == null ? surface.start()
                : start.strip().equals("random")
                        ? Start.random(surface.formula().size(), surface.window(), training.seed)
                        : Start.parse(start, surface.formula().coordinates());
        int updates = training.updates == null ? WALK : Math.toIntExact(Math.min(training.updates, 1 << 20));
        List<RateFinding> findings = new ArrayList<>();
        for (Optimizer optimizer : optimizers) {
            if (!interrupt.raised()) {
                LearningRateFinder.on(surface, optimizer, from, seeds, training.seed, updates).run()
                        .ifPresent(finding -> told(terminal, findings, finding));
            }
        }
        return findings;
    }

    private List<RateFinding> onData(Terminal terminal, List<Optimizer> optimizers, Interrupt interrupt) {
        if (start != null) {
            throw DescentException.usage("--start " + start + " belongs to formulas; " + file + " holds data, whose "
                    + "initial weights come from --seed");
        }
        DataFile data = columns.read(file);
        data.notes().forEach(terminal::note);
        List<Integer> batches = training.batch;
        training.batch = List.of();
        Recipe recipe = recipe(data, optimizers);
        Prepared prepared = Descent.train(data.data()).recipe(recipe).prepare();
        prepared.report().forEach(terminal::note);
        List<RateFinding> findings = new ArrayList<>();
        int threads = training.threads == null ? Runtime.getRuntime().availableProcessors() : training.threads;
        List<Integer> sizes = batches.isEmpty() ? List.of(recipe.training().batch()) : batches;
        int all = optimizers.size() * sizes.size();
        cost(terminal, recipe, prepared, optimizers.size(), sizes, threads);
        for (Optimizer optimizer : optimizers) {
            for (int batch : sizes) {
                terminal.progress().update((double) findings.size() / all, optimizer::label);
                Optional<RateFinding> finding = interrupt.raised() ? Optional.empty()
                        : LearningRateFinder.of(data.data(), recipe.toBuilder().optimizer(optimizer).batch(batch)
                                .build(), seeds, threads, interrupt).run();
                finding.ifPresent(found -> told(terminal, findings, found));
            }
        }
        terminal.progress().erase();
        return findings;
    }

    /// Says what all searches will take.
    private void cost(Terminal terminal, Recipe recipe, Prepared rows, int rules, List<Integer> sizes, int threads) {
        Speed speed = MachineSpeed.known();
        RateCost cost = RateCost.NONE;
        for (int batch : sizes) {
            RateCost one = RateCost.of(recipe.toBuilder().batch(batch).build(), rows, seeds, threads, speed);
            for (int i = 0; i < rules; i++) {
                cost = cost.and(one);
            }
        }
        terminal.note(rules * sizes.size() * seeds + " range tests and " + cost.runs() + " to " + cost.mostRuns()
                + " short runs on " + threads + (threads == 1 ? " thread" : " threads") + ": about "
                + Numbers.seconds(speed.start() + cost.seconds()) + " to "
                + Numbers.seconds(speed.start() + cost.most()) + ".");
        Map<String, @Nullable Object> planned = new LinkedHashMap<>();
        planned.put("event", "planned");
        planned.put("runs", cost.runs());
        planned.put("mostRuns", cost.mostRuns());
        planned.put("threads", threads);
        planned.put("seconds", speed.start() + cost.seconds());
        planned.put("mostSeconds", speed.start() + cost.most());
        terminal.event(planned);
    }

    private Recipe recipe(DataFile data, List<Optimizer> optimizers) {
        Recipe.Builder recipe = Recipe.builder().optimizer(optimizers.getFirst());
        columns.apply(recipe, data);
        training.apply(recipe);
        settings.apply(recipe, optimizers);
        return recipe.build();
    }

    private static void told(Terminal terminal, List<RateFinding> findings, RateFinding finding) {
        findings.add(finding);
        if (findings.size() > 1) {
            terminal.result("");
        }
        new RateText(finding, terminal).lines().forEach(terminal::result);
    }

    /// The command that uses what was found, with everything that was said about data and training.
    private String nextLine(RateFinding finding, Optimizer optimizer) {
        boolean formula = finding.batch() == 0;
        StringBuilder line = new StringBuilder(formula ? "walk " : "train ").append(Hints.quoted(file))
                .append(" --optimizer ").append(Hints.quoted(optimizer.spec())).append(" --lr ")
                .append(finding.suggestion());
        if (!formula && finding.batch() != 32) {
            line.append(" --batch ").append(finding.batch());
        }
        List<String> own = List.of("--optimizer", "--lr", "--set", "--variant", "--clip", "--ema", "--seeds", "--out",
                "--batch", "--updates", "--epochs", "--json", "--quiet", "--verbose", "--color", "--no-progress");
        if (!settings.partsAgain().isEmpty()) {
            line.append(" --set ").append(Hints.quoted(settings.partsAgain()));
        }
        for (var option : spec.commandLine().getParseResult().matchedOptions()) {
            if (!own.contains(option.longestName())) {
                line.append(' ').append(option.longestName()).append(' ')
                        .append(Hints.quoted(String.join(",", option.originalStringValues())));
            }
        }
        return line.toString();
    }
}
