package dev.descent.cli;

import dev.descent.report.Numbers;
import dev.descent.study.StudyEvent;
import dev.descent.study.Trial;
import dev.descent.study.TrialResult;
import dev.descent.study.TuningPlan;
import dev.descent.study.TuningResult;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A search while it runs: its cost before it starts, then a live line.
final class TuneProgress implements Consumer<StudyEvent> {

    private final Terminal terminal;
    private final TuningPlan plan;
    private final String budget;
    private double best = Double.POSITIVE_INFINITY;
    private String leader = "";

    TuneProgress(Terminal terminal, TuningPlan plan, String budget) {
        this.terminal = terminal;
        this.plan = plan;
        this.budget = budget;
    }

    @Override
    public void accept(StudyEvent event) {
        switch (event) {
            case StudyEvent.Planned planned -> planned(planned);
            case StudyEvent.Progressed mark -> terminal.progress().update(mark.fraction(),
                    () -> mark.done() + " runs" + leader, mark.remaining());
            case StudyEvent.TrialDone done -> done(done.result());
            case StudyEvent.Timing _ -> {
                // A search measures no seconds.
            }
        }
    }

    private void planned(StudyEvent.Planned planned) {
        terminal.note((plan.trials() > 0 ? plan.trials() + " trials" : "at most " + budget) + " on " + planned.threads()
                + (planned.threads() == 1 ? " thread" : " threads") + ": trials of optimizer ("
                + String.join(", ", plan.rules().stream().map(rule -> rule.label()).toList())
                + ") and " + String.join(", ", plan.space().options()) + "; then the best and its contrasts on up to "
                + plan.seeds() + " fresh seeds. Ctrl-C keeps what is finished.");
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("event", "planned");
        json.put("trials", plan.trials() > 0 ? plan.trials() : null);
        json.put("threads", planned.threads());
        json.put("seconds", planned.seconds());
        terminal.event(json);
    }

    private void done(TrialResult result) {
        if (result.trial().phase() == Trial.Phase.SEARCH && result.loss() < best) {
            best = result.loss();
            leader = "  best so far " + Numbers.shown(best) + ", " + TuningResult.describe(result.trial().variation());
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("event", "run");
        json.put("setting", TuningResult.describe(result.trial().variation()));
        json.put("seed", result.trial().seed());
        json.put("share", result.trial().share());
        json.put("diverged", result.diverged());
        json.put("bestLoss", result.bestLoss());
        json.put("updates", result.updates());
        terminal.event(json);
    }
}
