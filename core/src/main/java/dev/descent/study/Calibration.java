package dev.descent.study;

import dev.descent.train.Interrupt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Measures what an update costs before a comparison begins, so that its cost can be told: each candidate runs for a
/// moment at its smallest rate (which does not diverge), as many at a time as later.
final class Calibration {

    /// Seconds that a measurement takes at least.
    private static final double LONG_ENOUGH = 0.1;

    /// While the JVM compiles, each longer measurement finds a much lower cost than the one before; once it is at least this
    /// share of it, compilation no longer counts.
    private static final double SETTLED = 0.75;
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
        double before = Double.POSITIVE_INFINITY;
        while (true) {
            TrialResult result = runner.run(trial, updates, _ -> {
            }, interrupt);
            double cost = result.seconds() / Math.max(1, result.updates());
            boolean settled = result.seconds() >= LONG_ENOUGH && cost > SETTLED * before;
            if (settled || updates >= budget || result.updates() < updates) {
                return result;
            }
            before = cost;
            updates = Math.min(2 * updates, budget);
        }
    }
}
