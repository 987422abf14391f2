package dev.descent.study;

import dev.descent.train.Interrupt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Measures what an update costs before a comparison begins, so that its cost can be told: each candidate runs for a
/// moment at its smallest rate (which does not diverge), as many at a time as later.
///
/// The first updates of a process are many times dearer than later ones, until the kernels are compiled. So short runs
/// are repeated until they get no cheaper, and the cheapest is believed.
final class Calibration {

    /// Seconds after which a candidate's measurement ends, whether it still gets cheaper or not.
    private static final double PATIENCE = 1.0;
    /// A run that is not cheaper by this factor than the cheapest before it has nothing more to gain.
    private static final double CHEAPER = 0.9;
    /// Such runs in a row that end the measurement: one may have been disturbed.
    private static final int CONVINCING = 3;
    private static final long UPDATES = 100;

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
        long updates = Math.min(UPDATES, budget);
        TrialResult cheapest = runner.run(trial, updates, _ -> {
        }, interrupt);
        double spent = cheapest.seconds();
        for (int idle = 0; idle < CONVINCING && spent < PATIENCE && !interrupt.raised();) {
            TrialResult again = runner.run(trial, updates, _ -> {
            }, interrupt);
            spent += again.seconds();
            idle = again.seconds() < CHEAPER * cheapest.seconds() ? 0 : idle + 1;
            cheapest = again.seconds() < cheapest.seconds() ? again : cheapest;
        }
        return cheapest;
    }
}
