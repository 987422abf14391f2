package dev.descent.cli;

import dev.descent.data.Prepared;
import dev.descent.optim.Optimizer;
import dev.descent.train.Descent;
import dev.descent.train.Interrupt;
import dev.descent.train.Metrics;
import dev.descent.train.Training;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Trains one model on a table.
@CommandLine.Command(name = "train", description = "Train a model that predicts one column of a table from the others.")
final class TrainCommand extends Command {

    @Parameters(paramLabel = "FILE", description = "CSV, TSV or IDX, plain or gzip; or bundled data: rooms, line, "
            + "moons, spirals, digits.")
    String file = "";

    @Option(names = "--optimizer", paramLabel = "RULE", defaultValue = "adam", order = 10, description = "A name from "
            + "`optimizers` (adam:beta2=0.99 sets it up), an equation, or a .rule file (default: ${DEFAULT-VALUE}).")
    String rule = "adam";

    @Option(names = "--lr", paramLabel = "RATE", order = 11, description = "Learning rate η (default: the rule's); "
            + "auto finds one (see lr-find); "
            + "\"last: 1e-4, rest: 0.01\" for parts: layer1, first, last, weights, biases, last.biases.")
    @Nullable
    String lr;

    @Mixin
    RuleOptions settings = new RuleOptions();

    @Mixin
    DataOptions columns = new DataOptions();

    @Mixin
    TrainingOptions training = new TrainingOptions();

    @Mixin
    RequireOptions require = new RequireOptions();

    @Override
    int run(Terminal terminal) {
        Optimizer optimizer = settings.forNetwork(rule);
        PartRates rates = lr == null ? PartRates.DEFAULT : PartRates.parse(lr);
        if (rates.one().isPresent()) {
            optimizer = optimizer.withLr(rates.one().getAsDouble());
        }
        DataFile data = columns.read(file);
        Training run = Descent.train(data.data()).optimizer(optimizer).keepIn(terminal.runs()).source(data.source());
        columns.apply(run, data);
        training.apply(run);
        rates.apply(run);
        settings.apply(run, List.of(optimizer));
        if (training.threads != null) {
            run.threads(training.threads);
        }
        Prepared prepared = run.prepare();
        List<RequireOptions.Condition> required = require.conditions(Metrics.names(prepared.target()));
        Restart.ifWorth(run.work(prepared), spec.root().commandLine().getParseResult().originalArgs());
        data.notes().forEach(terminal::note);
        if (rates.auto()) {
            Interrupt interrupt = CtrlC.install(terminal::note);
            Optional<Optimizer> found = AutoRate.find(terminal, data, run.configured(), optimizer, training.threads,
                    interrupt);
            if (found.isEmpty()) {
                return CtrlC.EXIT_CODE;
            }
            run.optimizer(found.get());
        }
        return TrainingSession.run(terminal, run, prepared, file, required);
    }
}
