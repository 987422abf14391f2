package dev.descent.study;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Where one candidate stands: its rates, the best of them, how wide the good ones lie.
///
/// @param candidate who
/// @param rates     every rate it was tried at, ascending, with its runs
public record Standing(Candidate candidate, List<RateResult> rates) {

    public Standing {
        rates = List.copyOf(rates);
        if (rates.stream().noneMatch(RateResult::counts)) {
            throw new IllegalArgumentException(candidate.label() + " has no rate that counts");
        }
    }

    /// The rates among which the best is chosen.
    public List<RateResult> counting() {
        return rates.stream().filter(RateResult::counts).toList();
    }

    /// The rate of the lowest median loss; of equals the one with fewer diverged runs, then the smaller one.
    public RateResult best() {
        return counting().stream().min(Comparator.comparingDouble(RateResult::median)
                .thenComparingInt(RateResult::diverged).thenComparingDouble(RateResult::lr)).orElseThrow();
    }

    /// Whether its best rate still diverged in half of the runs or more: nothing to rank.
    public boolean hopeless() {
        return Double.isInfinite(best().median());
    }

    /// The good rates around the best one.
    public GoodRange goodRange() {
        List<RateResult> counting = counting();
        RateResult best = best();
        int at = IntStream.range(0, counting.size()).filter(i -> counting.get(i).lr() == best.lr()).findFirst()
                .orElseThrow();
        return GoodRange.of(counting, at);
    }

    /// Runs that diverged, over its own rates and all seeds.
    public int diverged() {
        return counting().stream().mapToInt(RateResult::diverged).sum();
    }

    /// Runs at its own rates.
    public int runs() {
        return counting().stream().mapToInt(rate -> rate.runs().size()).sum();
    }

    /// Updates until the loss is first measured at or below `target` at the best rate: the median over the seeds (the
    /// lower of two), infinite where half of the runs never got there.
    public double updatesTo(double target) {
        return Statistics.lowerMedian(best().runs().stream().mapToDouble(run -> run.updatesTo(target)).toArray());
    }
}
