package dev.descent.cli;

import dev.descent.common.DescentException;
import dev.descent.train.Descent;
import dev.descent.train.RunFolder;
import dev.descent.train.Training;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Goes on with a run that was stopped.
@CommandLine.Command(name = "resume", description = "Continue a run from its newest checkpoint; the result has the "
        + "same bits as if it had never been stopped.")
final class ResumeCommand extends Command {

    @Parameters(paramLabel = "RUN", description = "A run's id, its folder, or last.")
    String id = "";

    @Option(names = "--threads", paramLabel = "N", order = 48,
            description = "Threads; never changes a bit of the result (default: as many as help).")
    @Nullable
    Integer threads;

    @Override
    int run(Terminal terminal) {
        RunFolder run = terminal.runs().find(id);
        if (run.status().equals("finished") || run.status().equals("diverged")) {
            throw DescentException.usage("run " + run.id() + " is " + run.status() + "; there is nothing to resume");
        }
        DataFile data = DataFile.again(run.source());
        Training training = Descent.resume(run, data.data());
        if (threads != null) {
            if (threads < 1) {
                throw DescentException.usage("--threads " + threads + ": expected 1 or more");
            }
            training.threads(threads);
        }
        return TrainingSession.run(terminal, training, training.prepare(), run.source().name(), List.of());
    }
}
