package dev.descent.cli;

import dev.descent.common.DescentException;
import dev.descent.data.Prepared;
import dev.descent.optim.Optimizer;
import dev.descent.study.BatchSizeAdvisor;
import dev.descent.study.BatchSizeBudget;
import dev.descent.study.BatchSizePlan;
import dev.descent.study.BatchSizeResult;
import dev.descent.study.Speed;
import dev.descent.study.StudyFolder;
import dev.descent.train.Descent;
import dev.descent.train.Interrupt;
import dev.descent.train.Recipe;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Finds the batch size that gets somewhere first.
@CommandLine.Command(name = "batch-find", description = "Which batch size reaches a loss first: rows per second, "
        + "updates to a common loss with the rate searched anew for each size, the critical batch, the gradient noise "
        + "scale, and what the largest batch loses.")
final class BatchFindCommand extends Command {

    private static final int RATES = 7;

    @Parameters(paramLabel = "FILE", description = "CSV, TSV or IDX, plain or gzip; or bundled data: rooms, line, "
            + "moons, spirals, digits.")
    String file = "";

    @Option(names = "--optimizer", paramLabel = "RULE", defaultValue = "adam", order = 10, description = "A name from "
            + "`optimizers` (adam:beta2=0.99 sets it up), an equation, or a .rule file (default: ${DEFAULT-VALUE}).")
    String rule = "adam";

    @Mixin
    RuleOptions settings = new RuleOptions();

    @Mixin
    DataOptions columns = new DataOptions();

    @Option(names = "--epochs", paramLabel = "N", order = 40, description = "The budget in passes over the training "
            + "rows; large batches get up to 500 updates (default: about a second's work, 3 to 20).")
    @Nullable
    Integer epochs;

    @Option(names = "--batch", paramLabel = "ROWS", order = 42, description = "Batch sizes with commas between them "
            + "(default: 8,32,128,512,2048,8192 as far as they get 64 updates).")
    @Nullable
    String batches;

    @Mixin
    NetworkOptions network = new NetworkOptions();

    @Option(names = "--seed", paramLabel = "N", order = 47,
            description = "For the split, the initial weights and the order of rows (default: 1).")
    long seed = 1;

    @Option(names = "--threads", paramLabel = "N", order = 48,
            description = "Threads; never changes a bit of the result (default: as many as help).")
    @Nullable
    Integer threads;

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "5", order = 49,
            description = "How many seeds, from --seed on (default: ${DEFAULT-VALUE}).")
    int seeds = 5;

    @Option(names = "--target-loss", paramLabel = "LOSS", order = 50,
            description = "The validation loss that counts as there (default: what every size reaches).")
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

    @Override
    int run(Terminal terminal) {
        Optimizer optimizer = settings.forNetwork(rule);
        if (Double.isNaN(optimizer.lr())) {
            throw DescentException
                    .usage("\"" + rule + "\" has no learning rate that could be searched: expected a rule "
                            + "with η");
        }
        DataFile data = columns.read(file);
        data.notes().forEach(terminal::note);
        Recipe.Builder builder = Recipe.builder().optimizer(optimizer).seed(seed);
        columns.apply(builder, data);
        network.apply(builder);
        settings.apply(builder, List.of(optimizer));
        Prepared prepared = Descent.train(data.data()).recipe(builder.build()).prepare();
        prepared.report().forEach(terminal::note);
        Recipe recipe = builder.epochs(epochs == null
                ? BatchSizeBudget.of(builder.build(), prepared).usualEpochs() : epochs).build();
        BatchSizePlan plan = new BatchSizePlan(optimizer, RATES, batches == null
                ? BatchSizeBudget.of(recipe, prepared).usualBatches() : Numbers.whole("--batch", batches, 1), seeds,
                seed,
                threads == null ? Runtime.getRuntime().availableProcessors() : threads,
                targetLoss == null ? Double.NaN : targetLoss);
        Interrupt interrupt = CtrlC.install(terminal::note);
        Speed speed = MachineSpeed.known();
        BatchSizeResult result = BatchSizeAdvisor.of(data.data(), recipe, plan).timing(!noTiming).speed(speed)
                .listener(new ComparisonProgress(terminal)).interrupt(interrupt).run();
        terminal.progress().erase();
        if (result.points().isEmpty()) {
            terminal.say("interrupted before anything could be said");
            return CtrlC.EXIT_CODE;
        }
        if (!result.interrupted()) {
            MachineSpeed.correct(speed, result.announced(), result.seconds());
        }
        StudyFolder folder = StudyFolder.create(terminal.home(), "batch-find");
        BatchFindOutput output = new BatchFindOutput(terminal, result, recipe, data);
        output.cost();
        output.people();
        output.files(folder, report, out);
        output.machines(folder);
        return result.interrupted() ? CtrlC.EXIT_CODE : 0;
    }
}
