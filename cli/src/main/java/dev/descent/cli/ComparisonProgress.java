package dev.descent.cli;

import dev.descent.report.Numbers;
import dev.descent.study.StudyEvent;
import dev.descent.study.TrialResult;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A comparison while it runs: its cost before it starts, then a live line.
final class ComparisonProgress implements Consumer<StudyEvent> {

    private final Terminal terminal;
    private double running = 1;
    private double total = 1;
    private double best = Double.POSITIVE_INFINITY;
    private String leader = "";

    ComparisonProgress(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void accept(StudyEvent event) {
        switch (event) {
            case StudyEvent.Planned planned -> planned(planned);
            case StudyEvent.Progressed mark -> terminal.progress().update(mark.fraction() * running / total,
                    () -> mark.done() + "/" + mark.runs() + " runs" + leader, mark.remaining());
            case StudyEvent.TrialDone done -> done(done.result());
            case StudyEvent.Timing timing -> terminal.progress().update(
                    (running + (total - running) * timing.done() / Math.max(1, timing.runs())) / total,
                    () -> "timing " + timing.done() + "/" + timing.runs() + leader);
        }
    }

    private void planned(StudyEvent.Planned planned) {
        total = Math.max(1e-9, planned.seconds());
        running = total - planned.timing();
        String runs = planned.runs() + (planned.mostRuns() > planned.runs() ? " to " + planned.mostRuns() : "");
        terminal.note(runs + " runs, " + Numbers.count(planned.updates()) + " updates on " + planned.threads()
                + (planned.threads() == 1 ? " thread" : " threads") + ": about " + Numbers.seconds(planned.seconds())
                + " (" + String.join(", ", planned.parts().stream()
                        .map(part -> part.name() + " " + Numbers.seconds(part.seconds())).toList())
                + "). Ctrl-C keeps what is finished.");
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("event", "planned");
        json.put("runs", planned.runs());
        json.put("mostRuns", planned.mostRuns());
        json.put("threads", planned.threads());
        json.put("updates", planned.updates());
        json.put("seconds", planned.seconds());
        json.put("timingSeconds", planned.timing());
        json.put("parts", planned.parts().stream().map(part -> Map.of("what", part.name(), "seconds", part.seconds()))
                .toList());
        terminal.event(json);
    }

    private void done(TrialResult result) {
        if (result.loss() < best) {
            best = result.loss();
            leader = "  best so far " + result.trial().optimizer().name() + " " + Numbers.shown(best);
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("event", "run");
        json.put("stage", result.trial().phase().name().toLowerCase(Locale.ROOT));
        json.put("optimizer", result.trial().optimizer().name());
        json.put("lr", result.trial().lr());
        json.put("seed", result.trial().seed());
        json.put("diverged", result.diverged());
        json.put("bestLoss", result.bestLoss());
        json.put("updates", result.updates());
        terminal.event(json);
    }
}
