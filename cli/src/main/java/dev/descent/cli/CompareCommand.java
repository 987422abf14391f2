package dev.descent.cli;

import dev.descent.common.DescentException;
import dev.descent.data.Prepared;
import dev.descent.optim.Optimizer;
import dev.descent.study.Candidate;
import dev.descent.study.Comparison;
import dev.descent.study.ComparisonPlan;
import dev.descent.study.ComparisonResult;
import dev.descent.study.Standing;
import dev.descent.study.StudyFolder;
import dev.descent.train.Descent;
import dev.descent.train.Interrupt;
import dev.descent.train.Metrics;
import dev.descent.train.Recipe;
import dev.descent.train.TrainedRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Compares optimizers on a table: the main job.
@CommandLine.Command(name = "compare",
        description = "Compare optimizers on a table: each at several learning rates and "
                + "seeds, the same budget and start for all; a ranking, what it is worth, and a report.")
final class CompareCommand extends Command {

    /// Enough for every rule of the default list to flatten on the bundled data, and little enough to wait for.
    private static final int EPOCHS = 20;

    @Parameters(paramLabel = "FILE", arity = "0..1", defaultValue = "rooms", description = "CSV, TSV or IDX, plain or "
            + "gzip; or bundled data: rooms (default), line, moons, spirals, digits.")
    String file = "rooms";

    @Option(names = "--optimizer", paramLabel = "RULE", defaultValue = "sgd,momentum,adagrad,rmsprop,adam", order = 10,
            description = "Rules with commas between them, each with settings if wanted: sgd,adam:beta2=0.99 "
                    + "(default: ${DEFAULT-VALUE}).")
    String rules = "";

    @Option(names = "--lr", paramLabel = "RATE", defaultValue = "grid", order = 11,
            description = "Learning rates for all: "
                    + "0.001,0.01,0.1; grid takes 7 over each rule's own range; auto finds one for each (default: "
                    + "${DEFAULT-VALUE}); \"last: 1e-4, rest: grid\" fixes the rate of a part.")
    String rates = "grid";

    @Mixin
    RuleOptions settings = new RuleOptions();

    @Mixin
    DataOptions columns = new DataOptions();

    @Mixin
    TrainingOptions training = new TrainingOptions();

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "3", order = 49,
            description = "How many seeds, from --seed on (default: ${DEFAULT-VALUE}).")
    int seeds = 3;

    @Option(names = "--target-loss", paramLabel = "LOSS", order = 50,
            description = "The loss that counts as there (default: the worst finalist's median).")
    @Nullable
    Double targetLoss;

    @Option(names = "--no-timing", order = 51, description = "Leave the timing pass out; seconds are then unknown.")
    boolean noTiming;

    @Option(names = "--report", paramLabel = "FILE", order = 52, description = "Also write the report there.")
    @Nullable
    Path report;

    @Option(names = "--out", paramLabel = "NAME", order = 53, description = "Also write the picture to NAME.svg.")
    @Nullable
    Path out;

    @Mixin
    RequireOptions require = new RequireOptions();

    @Override
    int run(Terminal terminal) {
        List<Optimizer> optimizers = settings.allForNetwork(rules);
        PartRates lr = PartRates.parse(rates);
        ComparisonPlan plan = plan(optimizers.stream()
                .map(rule -> Candidate.of(rule, lr.auto() ? Double.toString(rule.lr()) : lr.several())).toList());
        DataFile data = columns.read(file);
        data.notes().forEach(terminal::note);
        Recipe recipe = recipe(data, optimizers, lr);
        Prepared prepared = Descent.train(data.data()).recipe(recipe).prepare();
        List<RequireOptions.Condition> required = require.conditions(Metrics.names(prepared.target()));
        prepared.report().forEach(terminal::note);

        Interrupt interrupt = CtrlC.install(terminal::note);
        if (lr.auto()) {
            List<Candidate> found = new ArrayList<>();
            for (Optimizer rule : optimizers) {
                AutoRate.find(terminal, data, recipe, rule, training.threads, interrupt)
                        .ifPresent(at -> found.add(Candidate.of(rule, Double.toString(at.lr()))));
            }
            if (found.size() < optimizers.size()) {
                return CtrlC.EXIT_CODE;
            }
            plan = plan(found);
        }
        ComparisonProgress progress = new ComparisonProgress(terminal);
        ComparisonResult result = Comparison.of(data.data(), recipe, plan).listener(progress).interrupt(interrupt)
                .run();
        terminal.progress().erase();
        if (result.ranking().isEmpty()) {
            terminal.say("interrupted before anything was finished");
            return CtrlC.EXIT_CODE;
        }
        Optional<TrainedRun> winner = result.interrupted() ? Optional.empty()
                : result.winner().map(standing -> train(terminal, data, recipe, standing));
        StudyFolder folder = StudyFolder.create(terminal.home(), "compare");
        ComparisonOutput written = new ComparisonOutput(terminal, result, recipe, data, winner,
                trainLine(terminal, result, lr));
        written.people();
        written.files(folder, report, out);
        return written.machines(folder, required);
    }

    private ComparisonPlan plan(List<Candidate> candidates) {
        int threads = training.threads == null ? Runtime.getRuntime().availableProcessors() : training.threads;
        return ComparisonPlan.of(candidates, seeds, training.seed, threads).withTiming(!noTiming)
                .withTargetLoss(targetLoss == null ? Double.NaN : targetLoss);
    }

    /// The recipe of all; its optimizer is the first, whose place each of them takes.
    private Recipe recipe(DataFile data, List<Optimizer> optimizers, PartRates lr) {
        Recipe.Builder recipe = Recipe.builder().optimizer(optimizers.getFirst())
                .preparation(columns.preparation(data.defaultTarget()))
                .balanced(columns.balanced()).epochs(EPOCHS);
        if (columns.validation != null) {
            recipe.validation(columns.validation);
        }
        if (columns.holdOut != null) {
            recipe.holdOut(columns.holdOut);
        }
        training.apply(recipe);
        lr.apply(recipe);
        settings.apply(recipe, optimizers);
        return recipe.build();
    }

    /// The winner's model: the same run as in the comparison, kept, and judged on the test rows for the first time.
    private TrainedRun train(Terminal terminal, DataFile data, Recipe recipe, Standing winner) {
        Optimizer optimizer = winner.candidate().optimizer().withLr(winner.best().lr());
        return Descent.train(data.data()).recipe(recipe.with(optimizer).withSeed(training.seed)).threads(1)
                .keepIn(terminal.runs()).source(data.source()).run();
    }

    /// The command that trains the winner again, with everything that was said about data and training.
    private String trainLine(Terminal terminal, ComparisonResult result, PartRates lr) {
        return result.winner().map(standing -> {
            Optimizer optimizer = standing.candidate().optimizer();
            StringBuilder line = new StringBuilder("train ").append(Hints.quoted(file)).append(" --optimizer ")
                    .append(Hints.quoted(optimizer.spec()))
                    .append(" --lr ").append(Hints.quoted(lr.with(standing.best().lr())));
            if (!settings.partsAgain().isEmpty()) {
                line.append(" --set ").append(Hints.quoted(settings.partsAgain()));
            }
            Set<String> own = Set.of("--optimizer", "--lr", "--set", "--variant", "--clip", "--ema", "--seeds",
                    "--target-loss",
                    "--no-timing", "--require",
                    "--report", "--out", "--threads", "--json", "--quiet", "--verbose", "--color", "--no-progress");
            for (var option : spec.commandLine().getParseResult().matchedOptions()) {
                if (!own.contains(option.longestName())) {
                    line.append(' ').append(option.longestName()).append(' ')
                            .append(Hints.quoted(String.join(",", option.originalStringValues())));
                }
            }
            if (training.epochs == null && training.updates == null) {
                line.append(" --epochs ").append(EPOCHS);
            }
            return terminal.hint(line.toString());
        }).orElse("");
    }
}
