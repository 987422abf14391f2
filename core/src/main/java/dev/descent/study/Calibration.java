package dev.descent.study;

import dev.descent.train.Interrupt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Measures what an update costs before a comparison begins, so that its cost can be told: each candidate runs for a
/// moment at its smallest rate (which does not diverge), as many at a time as later.
final class Calibration {

    /// Seconds after which a measurement is long enough for the kernels to be compiled.
    private static final double LONG_ENOUGH = 0.2;
    private static final long FIRST = 50;

    private Calibration() {
    }

    /// Seconds per update for each candidate.
    ///
    /// @param budget updates of a whole run
    static double[] perUpdate(ComparisonPlan plan, TrialRunner runner, long budget, Interrupt interrupt) {
        List<Trial> trials = new ArrayList<>();
        for (int c = 0; c < plan.candidates().size(); c++) {
            Candidate candidate = plan.candidates().get(c);
            trials.add(new Trial(c, c, candidate.at(candidate.rates()[0]), plan.firstSeed(), false));
        }
        TrialRunner measured = (trial, _, _, stop) -> measure(runner, trial, budget, stop);
        List<@Nullable TrialResult> results = new TrialPool(plan.threads(), measured, interrupt).run(trials, budget,
                TrialPool.Listener.NONE);
        double[] costs = new double[trials.size()];
        double dearest = 0;
        for (int c = 0; c < costs.length; c++) {
            TrialResult result = results.get(c);
            costs[c] = result == null || result.updates() == 0 ? Double.NaN : result.seconds() / result.updates();
            dearest = Double.isNaN(costs[c]) ? dearest : Math.max(dearest, costs[c]);
        }
        for (int c = 0; c < costs.length; c++) {
            costs[c] = Double.isNaN(costs[c]) ? dearest : costs[c];
        }
        return costs;
    }

    private static TrialResult measure(TrialRunner runner, Trial trial, long budget, Interrupt interrupt) {
        long updates = Math.min(FIRST, budget);
        while (true) {
            TrialResult result = runner.run(trial, updates, _ -> {
            }, interrupt);
            if (result.seconds() >= LONG_ENOUGH || updates >= budget || result.updates() < updates) {
                return result;
            }
            updates = Math.min(2 * updates, budget);
        }
    }
}
