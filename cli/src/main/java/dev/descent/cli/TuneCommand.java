package dev.descent.cli;

import dev.descent.common.DescentException;
import dev.descent.data.Prepared;
import dev.descent.optim.Optimizer;
import dev.descent.study.SearchSpace;
import dev.descent.study.StudyFolder;
import dev.descent.study.TimeBudget;
import dev.descent.study.Tuning;
import dev.descent.study.TuningPlan;
import dev.descent.study.TuningResult;
import dev.descent.train.Descent;
import dev.descent.train.Interrupt;
import dev.descent.train.Metrics;
import dev.descent.train.Recipe;
import dev.descent.train.TrainedRun;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Searches the whole recipe within a budget, and trains its best.
@CommandLine.Command(name = "tune", description = "Search the whole recipe (optimizer, rate, batch, width, depth, "
        + "activation, decay) within a time on all cores: the best model, how it was found, and what mattered. The clock "
        + "decides how many trials there are, never what one of them does.")
final class TuneCommand extends Command {

    @Parameters(paramLabel = "FILE", description = "CSV, TSV or IDX, plain or gzip; or bundled data: rooms, line, "
            + "moons, spirals, digits.")
    String file = "";

    @Option(names = "--budget", paramLabel = "TIME", defaultValue = "5m", order = 8,
            description = "How long it may take: 90s, 5m, 1h30m (default: ${DEFAULT-VALUE}).")
    String budget = "5m";

    @Option(names = "--trials", paramLabel = "N", order = 9,
            description = "That many trials instead, however long they "
                    + "take: with the number that a search by the clock prints, its result.")
    @Nullable
    Integer trials;

    @Option(names = "--optimizer", paramLabel = "RULE", defaultValue = "adam,rmsprop,momentum", order = 10,
            description = "Rules with commas between them, each with settings if wanted: sgd,adam:beta2=0.99 "
                    + "(default: ${DEFAULT-VALUE}).")
    String rules = "";

    @Mixin
    RuleOptions settings = new RuleOptions();

    @Mixin
    DataOptions columns = new DataOptions();

    @Option(names = "--epochs", paramLabel = "N", order = 40,
            description = "At most that many passes over the training rows (default: 100).")
    @Nullable
    Integer epochs;

    @Option(names = "--seed", paramLabel = "N", order = 47,
            description = "For the trials, the split, the initial weights and the order of rows (default: 1).")
    long seed = 1;

    @Option(names = "--threads", paramLabel = "N", order = 48,
            description = "Threads; never changes a bit of the result (default: as many as help).")
    @Nullable
    Integer threads;

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "5", order = 49,
            description = "On how many seeds the best setting and its contrasts are run again, as far as the time allows "
                    + "(default: ${DEFAULT-VALUE}).")
    int seeds = 5;

    @Option(names = "--report", paramLabel = "FILE", order = 52, description = "Also write the report there.")
    @Nullable
    Path report;

    @Mixin
    RequireOptions require = new RequireOptions();

    @Override
    int run(Terminal terminal) {
        long start = System.nanoTime();
        List<Optimizer> optimizers = settings.allForNetwork(rules);
        if (trials != null && trials < 2) {
            throw DescentException.usage("--trials " + trials + ": expected 2 or more");
        }
        double seconds = trials == null ? TimeBudget.parse(budget) : Double.POSITIVE_INFINITY;
        DataFile data = columns.read(file);
        data.notes().forEach(terminal::note);
        Recipe.Builder builder = Recipe.builder().optimizer(optimizers.getFirst()).seed(seed);
        columns.apply(builder, data);
        settings.apply(builder, optimizers);
        if (epochs != null) {
            builder.epochs(epochs);
        }
        Recipe recipe = builder.build();
        Prepared prepared = Descent.train(data.data()).recipe(recipe).prepare();
        List<RequireOptions.Condition> required = require.conditions(Metrics.names(prepared.target()));
        prepared.report().forEach(terminal::note);
        // What reading took is part of the time.
        double left = seconds - (System.nanoTime() - start) * 1e-9;
        TuningPlan plan = new TuningPlan(optimizers, SearchSpace.parse(TuningPlan.SPACE), trials == null ? 0 : trials,
                left, seeds, seed, threads == null ? Runtime.getRuntime().availableProcessors() : threads);
        Interrupt interrupt = CtrlC.install(terminal::note);
        TuningResult result = Tuning.of(data.data(), recipe, plan).listener(new TuneProgress(terminal, plan, budget))
                .interrupt(interrupt).run();
        terminal.progress().erase();
        TrainedRun model = Descent.train(data.data()).recipe(result.chosen().in(recipe)).keepIn(terminal.runs())
                .source(data.source()).interrupt(new Interrupt()).run(prepared);
        StudyFolder folder = StudyFolder.create(terminal.home(), "tune");
        TuneOutput output = new TuneOutput(terminal, result, recipe, data, model, again(terminal, result));
        output.people();
        output.files(folder, report, (System.nanoTime() - start) * 1e-9);
        int code = output.machines(folder, required, (System.nanoTime() - start) * 1e-9);
        return result.interrupted() ? CtrlC.EXIT_CODE : code;
    }

    /// The command that has the same result without a clock.
    private String again(Terminal terminal, TuningResult result) {
        StringBuilder line = new StringBuilder("tune ").append(Hints.quoted(file)).append(" --trials ")
                .append(result.trials()).append(" --seeds ").append(result.seeds());
        for (var option : spec.commandLine().getParseResult().matchedOptions()) {
            if (!List.of("--budget", "--trials", "--seeds", "--report", "--require", "--threads", "--json", "--quiet",
                    "--verbose", "--color", "--no-progress").contains(option.longestName())) {
                line.append(' ').append(option.longestName()).append(' ')
                        .append(Hints.quoted(String.join(",", option.originalStringValues())));
            }
        }
        return terminal.hint(line.toString());
    }
}
