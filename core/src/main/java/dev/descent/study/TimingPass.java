package dev.descent.study;

import dev.descent.train.Interrupt;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/// Measures seconds: the best setting of each candidate alone on the machine, after a warm-up, in rotated order, so
/// that none is always first or always after the same other.
///
/// Runs are deterministic, so the update at which a run reaches the target is known beforehand; a timed run ends there.
final class TimingPass {

    static final int REPEATS = 3;
    /// Longer warm-ups change nothing: kernels are compiled after about a thousand calls.
    static final long WARM_UP_UPDATES = 2000;

    private final TrialRunner runner;
    private final Interrupt interrupt;

    TimingPass(TrialRunner runner, Interrupt interrupt) {
        this.runner = runner;
        this.interrupt = interrupt;
    }

    /// Times those that reach the target.
    ///
    /// @param done told after each timed run how many are done
    /// @return one per candidate that reaches the target; none where it was interrupted
    List<TimedRuns> run(List<Standing> ranking, double target, IntConsumer done) {
        List<Standing> timed = ranking.stream().filter(standing -> Double.isFinite(standing.updatesTo(target)))
                .toList();
        int n = timed.size();
        double[][] seconds = new double[n][REPEATS];
        for (int i = 0; i < n; i++) {
            Trial trial = typical(timed.get(i), target);
            long updates = (long) timed.get(i).updatesTo(target);
            runner.run(trial, Math.min(updates, WARM_UP_UPDATES), TrialRunner.Progress.IGNORED, interrupt);
        }
        int finished = 0;
        for (int repeat = 0; repeat < REPEATS; repeat++) {
            for (int k = 0; k < n; k++) {
                int i = (k + repeat) % n;
                long updates = (long) timed.get(i).updatesTo(target);
                seconds[i][repeat] = runner
                        .run(typical(timed.get(i), target), updates, TrialRunner.Progress.IGNORED, interrupt).seconds();
                if (interrupt.raised()) {
                    return List.of();
                }
                done.accept(++finished);
            }
        }
        List<TimedRuns> result = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            Standing standing = timed.get(i);
            result.add(new TimedRuns(standing.candidate().label(), standing.best().lr(),
                    (long) standing.updatesTo(target), seconds[i]));
        }
        return result;
    }

    /// The run that reaches the target after the median number of updates.
    private static Trial typical(Standing standing, double target) {
        double median = standing.updatesTo(target);
        return standing.best().runs().stream().filter(run -> run.updatesTo(target) == median).findFirst().orElseThrow()
                .trial();
    }
}
