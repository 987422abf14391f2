package dev.descent.study;

import java.util.List;
import java.util.Optional;

/// What a comparison found.
///
/// @param plan        what it ran
/// @param ranking     best first: by the median best loss at each one's best rate, diverged ones last
/// @param target      the loss that counts as there; NaN where nobody gets anywhere
/// @param timed       seconds to the target, from the timing pass; empty without one
/// @param verdicts    the leader against each of the others
/// @param seeds       the seeds that are ranked: all of them, or those that were complete when it was interrupted
/// @param interrupted whether it was stopped before everything had run
/// @param runs        finished runs
/// @param announced   seconds that it was said to take
/// @param seconds     seconds that it took
public record ComparisonResult(ComparisonPlan plan, List<Standing> ranking, double target, List<TimedRuns> timed,
        List<Verdict> verdicts, List<Long> seeds, boolean interrupted, int runs, double announced, double seconds) {

    public ComparisonResult {
        ranking = List.copyOf(ranking);
        timed = List.copyOf(timed);
        verdicts = List.copyOf(verdicts);
        seeds = List.copyOf(seeds);
    }

    /// Who is first; empty where every run diverged.
    public Optional<Standing> winner() {
        return ranking.stream().findFirst().filter(standing -> !standing.hopeless());
    }

    /// The timed runs of a candidate.
    public Optional<TimedRuns> timed(String label) {
        return timed.stream().filter(runs -> runs.label().equals(label)).findFirst();
    }
}
