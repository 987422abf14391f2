package dev.descent.cli;

import dev.descent.common.DescentException;
import dev.descent.data.Prepared;
import dev.descent.optim.Optimizer;
import dev.descent.study.Candidate;
import dev.descent.study.Comparison;
import dev.descent.study.ComparisonPlan;
import dev.descent.study.ComparisonResult;
import dev.descent.study.SearchSpace;
import dev.descent.study.Standing;
import dev.descent.study.StudyChanges;
import dev.descent.study.StudyFolder;
import dev.descent.study.TrialLog;
import dev.descent.study.Variation;
import dev.descent.train.Descent;
import dev.descent.train.Interrupt;
import dev.descent.train.Metrics;
import dev.descent.train.Recipe;
import dev.descent.train.TrainedRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private static final int RATES = 7;
    private static final int SETTINGS = 16;

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

    @Option(names = "--tune", paramLabel = "WHAT", defaultValue = "lr", order = 48,
            description = "What is searched for "
                    + "each rule: lr (default), batch, momentum, hidden, decay, activation and other settings, each over its usual "
                    + "range or one of yours: lr=1e-4..0.1,batch=32/64,hidden=32/64,64.")
    String tune = "lr";

    @Option(names = "--trials", paramLabel = "N", order = 48, description = "How many settings are tried for each rule "
            + "(default: 7 rates; 16 where more than the rate is searched).")
    @Nullable
    Integer trials;

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "5", order = 49,
            description = "How many fresh seeds the best settings run with, from --seed on (default: ${DEFAULT-VALUE}).")
    int seeds = 5;

    @Option(names = "--continue", paramLabel = "STUDY", order = 49,
            description = "Go on with a study: its options hold, "
                    + "only what is missing is run. More --seeds and further optimizers widen it.")
    @Nullable
    String continued;

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
        if (continued == null) {
            return compare(terminal, null);
        }
        StudyFolder folder = StudyFolder.open(terminal.home(), continued);
        List<String> line = StudyStart.goingOn(folder, spec.commandLine().getParseResult());
        line.addFirst(spec.name());
        CompareCommand same = (CompareCommand) ((DescentCommand) spec.root().userObject()).program()
                .commandLine(spec.name()).parseArgs(line.toArray(String[]::new)).subcommand().commandSpec()
                .userObject();
        return same.compare(terminal, folder);
    }

    /// @param continued the study that goes on; null begins a new one
    private int compare(Terminal terminal, @Nullable StudyFolder continued) {
        List<Optimizer> optimizers = settings.allForNetwork(rules);
        PartRates lr = PartRates.parse(rates);
        SearchSpace space = SearchSpace.parse(tune).withRates(lr.auto() ? "grid" : lr.several());
        space.check(optimizers);
        ComparisonPlan plan = plan(candidates(space, optimizers));
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
                        .ifPresent(at -> found.addAll(
                                candidates(space.withRates(Double.toString(at.lr())), List.of(rule))));
            }
            if (found.size() < optimizers.size()) {
                return CtrlC.EXIT_CODE;
            }
            plan = plan(found);
        }
        StudyStart start = StudyStart.of(spec.commandLine().getParseResult(), data.source(), recipe, plan,
                space.options());
        if (continued != null) {
            StudyChanges.refuse(continued.id(), continued.content(), start.definition());
        }
        StudyFolder folder = continued == null ? StudyFolder.create(terminal.home(), "compare") : continued;
        try (TrialLog log = TrialLog.open(folder.log())) {
            int known = log.size();
            terminal.note("study " + folder.id()
                    + (known == 0 ? "" : ": " + known + (known == 1 ? " run is" : " runs are") + " there already"));
            // What a finished study found stays until there is more.
            Map<String, @Nullable Object> begun = new LinkedHashMap<>(
                    continued == null ? Map.of() : continued.content());
            begun.putAll(start.json(folder));
            folder.save(begun);
            return compare(terminal, folder, log, plan, recipe, data, start, required, interrupt);
        }
    }

    private int compare(Terminal terminal, StudyFolder folder, TrialLog log, ComparisonPlan plan, Recipe recipe,
            DataFile data, StudyStart start, List<RequireOptions.Condition> required, Interrupt interrupt) {
        ComparisonResult result = Comparison.of(data.data(), recipe, plan).listener(new ComparisonProgress(terminal))
                .interrupt(interrupt).store(log).run();
        terminal.progress().erase();
        String goOn = terminal.hint("compare --continue " + folder.id() + terminal.runsDirOption());
        if (result.ranking().isEmpty()) {
            terminal.say("interrupted before there was anything to rank; " + result.runs() + " runs are kept");
            terminal.say("go on: " + goOn);
            terminal.event(Map.of("event", "done", "interrupted", true, "runs", result.runs(), "study", folder.id()));
            return CtrlC.EXIT_CODE;
        }
        Optional<TrainedRun> winner = result.interrupted() ? Optional.empty()
                : result.winner().map(standing -> train(terminal, data, recipe, standing));
        ComparisonOutput written = new ComparisonOutput(terminal, result, start, data, winner,
                trainLine(terminal, result, PartRates.parse(rates)));
        written.cost();
        written.people();
        written.files(folder, report, out);
        if (result.interrupted()) {
            terminal.say("go on: " + goOn);
        }
        return written.machines(folder, required);
    }

    private List<Candidate> candidates(SearchSpace space, List<Optimizer> optimizers) {
        int tried = trials == null ? space.rateOnly() ? RATES : SETTINGS : trials;
        if (tried < 1) {
            throw DescentException.usage("--trials " + tried + ": expected 1 or more");
        }
        return optimizers.stream().map(rule -> Candidate.of(rule, space, training.seed, tried)).toList();
    }

    private ComparisonPlan plan(List<Candidate> candidates) {
        int threads = training.threads == null ? Runtime.getRuntime().availableProcessors() : training.threads;
        return ComparisonPlan.of(candidates, seeds, training.seed, threads).withTiming(!noTiming)
                .withTargetLoss(targetLoss == null ? Double.NaN : targetLoss);
    }

    /// The recipe of all; its optimizer is the first, whose place each of them takes.
    private Recipe recipe(DataFile data, List<Optimizer> optimizers, PartRates lr) {
        Recipe.Builder recipe = Recipe.builder().optimizer(optimizers.getFirst()).epochs(EPOCHS);
        columns.apply(recipe, data);
        training.apply(recipe);
        lr.apply(recipe);
        settings.apply(recipe, optimizers);
        return recipe.build();
    }

    /// The winner's model: the same run as in the comparison, kept, and judged on the test rows for the first time.
    private TrainedRun train(Terminal terminal, DataFile data, Recipe recipe, Standing winner) {
        return Descent.train(data.data()).recipe(winner.best().variation().in(recipe).withSeed(training.seed))
                .threads(1)
                .keepIn(terminal.runs()).source(data.source()).run();
    }

    /// The command that trains the winner again, with everything that was said about data and training.
    private String trainLine(Terminal terminal, ComparisonResult result, PartRates lr) {
        return result.winner().map(standing -> {
            Variation best = standing.best().variation();
            Optimizer rule = best.optimizer().has("lr")
                    ? best.optimizer().withLr(standing.candidate().optimizer().lr()) : best.optimizer();
            StringBuilder line = new StringBuilder("train ").append(Hints.quoted(file)).append(" --optimizer ")
                    .append(Hints.quoted(rule.spec()));
            if (best.optimizer().has("lr")) {
                line.append(" --lr ").append(Hints.quoted(lr.with(best.lr())));
            }
            if (!settings.partsAgain().isEmpty()) {
                line.append(" --set ").append(Hints.quoted(settings.partsAgain()));
            }
            Set<String> own = new HashSet<>(Set.of("--optimizer", "--lr", "--set", "--variant", "--clip", "--ema",
                    "--seeds", "--tune", "--trials", "--continue", "--target-loss", "--no-timing", "--report", "--out",
                    "--require", "--threads", "--json", "--quiet", "--verbose", "--color", "--no-progress"));
            for (String option : List.of("batch", "hidden", "activation")) {
                if (!best.value(option).isEmpty()) {
                    own.add("--" + option);
                    line.append(" --").append(option).append(' ').append(best.value(option));
                }
            }
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
