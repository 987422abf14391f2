package dev.descent.study;

import dev.descent.common.DescentException;
import dev.descent.optim.Optimizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// What a comparison will run: for every candidate a search among its settings, and then the best one with every seed.
///
/// @param candidates  who is compared
/// @param halving     how the best setting of each is searched
/// @param seeds       of the runs that are compared, the same for all: runs of one seed share split, initial weights and
///                    order of rows. The search has seeds of its own
/// @param firstSeed   the seeds are this and the following ones
/// @param sameRate    the one rate at which all candidates are run for the same-rate view; NaN where none has a rate
/// @param threads     runs at a time
/// @param timing      whether the best setting of each candidate is timed alone afterwards
/// @param targetLoss  the loss that counts as there; NaN: the worst finalist's median
public record ComparisonPlan(List<Candidate> candidates, Halving halving, int seeds, long firstSeed, double sameRate,
        int threads, boolean timing, double targetLoss) {

    private static final int SEARCH_SEEDS = 3;
    private static final int MAX_RUNS = 100_000;

    public ComparisonPlan {
        candidates = List.copyOf(candidates);
        Set<String> labels = new HashSet<>();
        long settings = 0;
        for (Candidate candidate : candidates) {
            settings += candidate.settings().size();
            if (!labels.add(candidate.label())) {
                throw DescentException.usage("--optimizer names " + candidate.label() + " twice. Give each of them "
                        + "settings of its own: momentum:momentum=0.9, momentum:momentum=0.99.");
            }
        }
        if (candidates.isEmpty()) {
            throw DescentException.usage("A comparison needs at least one optimizer.");
        }
        if (seeds < 1 || seeds * (long) candidates.size() + settings > MAX_RUNS) {
            throw DescentException
                    .usage("--seeds " + seeds + " with " + settings + " settings: expected 1 or more seeds and "
                            + "at most " + MAX_RUNS + " runs.");
        }
        if (threads < 1) {
            throw DescentException.usage("--threads " + threads + ": expected 1 or more.");
        }
    }

    /// A plan whose same-rate view takes the rate that most candidates try anyway.
    public static ComparisonPlan of(List<Candidate> candidates, int seeds, long firstSeed, int threads) {
        boolean wide = !candidates.stream().allMatch(Candidate::rateOnly);
        return new ComparisonPlan(candidates, wide ? Halving.wide(SEARCH_SEEDS) : Halving.overSeeds(SEARCH_SEEDS),
                seeds,
                firstSeed, commonRate(candidates), threads, true, Double.NaN);
    }

    /// With or without the timing pass.
    public ComparisonPlan withTiming(boolean on) {
        return new ComparisonPlan(candidates, halving, seeds, firstSeed, sameRate, threads, on, targetLoss);
    }

    /// With a target loss of one's own.
    public ComparisonPlan withTargetLoss(double loss) {
        return new ComparisonPlan(candidates, halving, seeds, firstSeed, sameRate, threads, timing, loss);
    }

    /// With another rate for the same-rate view.
    public ComparisonPlan withSameRate(double rate) {
        return new ComparisonPlan(candidates, halving, seeds, firstSeed, rate, threads, timing, targetLoss);
    }

    /// The runs after the search, of those that have a finalist. Seeds are the outer order, so that an interrupted
    /// comparison has whole seeds to rank.
    List<Trial> finals(List<@Nullable SettingResult> finalists) {
        List<Trial> trials = new ArrayList<>();
        for (long seed : seedList()) {
            for (int c = 0; c < candidates.size(); c++) {
                SettingResult finalist = finalists.get(c);
                if (finalist != null) {
                    trials.add(new Trial(c, finalist.variation(), seed, 1, Trial.Phase.FINAL));
                }
                Optimizer rule = candidates.get(c).optimizer();
                if (candidates.size() > 1 && rule.has(Dimension.LR) && !Double.isNaN(sameRate)) {
                    Variation same = Variation.of(rule.withLr(sameRate));
                    if (finalist == null || !same.sameAs(finalist.variation())) {
                        trials.add(new Trial(c, same, seed, 1, Trial.Phase.SAME_RATE));
                    }
                }
            }
        }
        return trials;
    }

    /// The seeds.
    public List<Long> seedList() {
        return LongStream.range(firstSeed, firstSeed + seeds).boxed().toList();
    }

    /// The rate that most candidates have; of equals the one nearest to the middle of all on a log scale.
    private static double commonRate(List<Candidate> candidates) {
        double[] rates = candidates.stream().flatMapToDouble(candidate -> Arrays.stream(candidate.rates()))
                .filter(Double::isFinite).toArray();
        double middle = Arrays.stream(rates).map(StrictMath::log).average().orElse(Double.NaN);
        double best = Double.NaN;
        long most = -1;
        for (double rate : rates) {
            long having = candidates.stream()
                    .filter(other -> Arrays.stream(other.rates()).anyMatch(own -> own == rate)).count();
            boolean nearer = Math.abs(StrictMath.log(rate) - middle) < Math.abs(StrictMath.log(best) - middle);
            if (having > most || having == most && nearer) {
                most = having;
                best = rate;
            }
        }
        return best;
    }
}
