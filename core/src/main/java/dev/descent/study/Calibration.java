package dev.descent.study;

import dev.descent.train.Interrupt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Measures what an update costs before a comparison begins, so that its cost can be told: each candidate runs for a
/// moment at its smallest rate (which does not diverge), as many at a time as later.
///
/// The first updates of a process are many times dearer than later ones, until the kernels are compiled. So short runs
/// are repeated until the middle one of the last few is hardly cheaper than that of the few before.
final class Calibration {

    /// Seconds of measuring after which a candidate's last few runs are believed, cheaper or not.
    private static final double PATIENCE = 2;
    /// How many runs are compared with as many before them.
    private static final int FEW = 3;
    /// Cheaper than this share of the runs before: still warming up.
    private static final double CHEAPER = 0.8;
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
        List<TrialResult> runs = new ArrayList<>();
        double spent = 0;
        while (true) {
            TrialResult run = runner.run(trial, updates, _ -> {
            }, interrupt);
            spent += run.seconds();
            runs.add(run);
            int n = runs.size();
            if (n < 2 * FEW && !interrupt.raised()) {
                continue;
            }
            TrialResult last = middle(runs.subList(Math.max(0, n - FEW), n));
            if (interrupt.raised() || spent > PATIENCE
                    || last.seconds() > CHEAPER * middle(runs.subList(n - 2 * FEW, n - FEW)).seconds()) {
                return last;
            }
        }
    }

    private static TrialResult middle(List<TrialResult> runs) {
        return runs.stream().sorted(Comparator.comparingDouble(TrialResult::seconds)).toList().get(runs.size() / 2);
    }
}
