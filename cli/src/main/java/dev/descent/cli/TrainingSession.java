package dev.descent.cli;

import dev.descent.common.DescentException;
import dev.descent.data.Prepared;
import dev.descent.data.Scale;
import dev.descent.train.Divergence;
import dev.descent.train.EpochPoint;
import dev.descent.train.Interrupt;
import dev.descent.train.TrainedRun;
import dev.descent.train.Training;
import dev.descent.train.TrainingEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One training in front of a person: what was decided about the data, the live line, the result.
final class TrainingSession {

    private final Terminal terminal;
    private long planned = 1;
    private double validationLoss = Double.NaN;

    private TrainingSession(Terminal terminal) {
        this.terminal = terminal;
    }

    /// Trains, tells.
    ///
    /// @param prepared what the training's data became
    /// @param file     what the data were called on the command line, for hints
    /// @param required what must hold of the result
    /// @return the exit code
    static int run(Terminal terminal, Training training, Prepared prepared, String file,
            List<RequireOptions.Condition> required) {
        prepared.report().forEach(terminal::note);
        TrainingSession session = new TrainingSession(terminal);
        Interrupt interrupt = CtrlC.install(terminal::note);
        TrainedRun run = training.listener(session::told).interrupt(interrupt).run(prepared);
        terminal.progress().erase();
        TrainingReport.lines(run, terminal).forEach(terminal::result);
        String id = Objects.toString(run.folder() == null ? null : run.folder().getFileName(), "");
        int code = session.ending(run, id, file);
        Map<String, @Nullable Object> done = TrainingReport.done(run);
        int judged = code != 0 ? code
                : RequireOptions.judge(required, run.metrics().values(), run.bestLoss(), terminal, done);
        terminal.event(done);
        return judged;
    }

    private int ending(TrainedRun run, String id, String file) {
        Divergence divergence = run.divergence();
        return switch (run.stopReason()) {
            case BUDGET, EARLY -> {
                terminal.result("try   " + terminal.hint("predict " + id + " " + Hints.quoted(file)
                        + terminal.runsDirOption()));
                yield 0;
            }
            case INTERRUPTED -> {
                terminal.say("interrupted after update " + run.updates() + "; continue with");
                terminal.say("  " + terminal.hint("resume " + id + terminal.runsDirOption()));
                yield CtrlC.EXIT_CODE;
            }
            case DIVERGED -> {
                terminal.say("error: " + (divergence == null ? "diverged" : divergence.message()));
                if (run.recipe().data().preparation().scale() == Scale.NONE) {
                    terminal.say("The columns are not scaled (--scale none); scaled ones allow far larger rates.");
                }
                yield DescentException.Kind.DIVERGED.exitCode();
            }
        };
    }

    /// On the training's thread.
    private void told(TrainingEvent event) {
        switch (event) {
            case TrainingEvent.Started started -> {
                planned = Math.max(1, started.plannedUpdates());
                if (started.updatesDone() > 0) {
                    terminal.note("continuing after update " + started.updatesDone());
                }
                terminal.note(String.format("%,d parameters, %,d training rows, %,d validation, %,d test",
                        started.parameters(), started.trainRows(), started.validationRows(), started.testRows()));
            }
            case TrainingEvent.Progressed mark -> terminal.progress().update((double) mark.update() / planned,
                    () -> String.format("epoch %.1f  loss %.4g%s", mark.epoch(), mark.loss(),
                            Double.isNaN(validationLoss) ? "" : String.format("  validation %.4g", validationLoss)));
            case TrainingEvent.EpochDone done -> {
                validationLoss = done.point().validationLoss();
                terminal.event(epoch(done));
                terminal.detail(() -> String.format("epoch %.0f  loss %.5g  validation %.5g%s", done.point().epoch(),
                        done.point().trainLoss(), validationLoss, done.improved() ? "  best so far" : ""));
            }
            case TrainingEvent.Warned warned -> terminal.warning(warned.message());
            case TrainingEvent.Saved saved -> terminal.detail(() -> "saved " + saved.checkpoint());
            case TrainingEvent.Diverged _,TrainingEvent.Finished _ -> {
                // Told with the result.
            }
        }
    }

    private static Map<String, @Nullable Object> epoch(TrainingEvent.EpochDone done) {
        EpochPoint point = done.point();
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("event", "epoch");
        event.put("epoch", point.epoch());
        event.put("update", point.update());
        event.put("trainLoss", point.trainLoss());
        event.put("validationLoss", point.validationLoss());
        event.put("lr", point.lr());
        event.put("improved", done.improved());
        event.put("seconds", point.seconds());
        return event;
    }

}
