package dev.descent.study;

import dev.descent.common.DescentException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/// What a comparison will run: every candidate at each of its rates with every seed.
///
/// @param candidates   who is compared
/// @param seeds        the same for all: runs of one seed share split, initial weights and order of rows
/// @param firstSeed    the seeds are this and the following ones
/// @param sameRate     the one rate at which all candidates are run for the same-rate view
/// @param threads      runs at a time
/// @param timing       whether the best setting of each candidate is timed alone afterwards
/// @param targetLoss   the loss that counts as there; NaN: the worst finalist's median
public record ComparisonPlan(List<Candidate> candidates, int seeds, long firstSeed, double sameRate, int threads,
        boolean timing, double targetLoss) {

    private static final int MAX_RUNS = 100_000;

    public ComparisonPlan {
        candidates = List.copyOf(candidates);
        Set<String> labels = new HashSet<>();
        long rates = 0;
        for (Candidate candidate : candidates) {
            rates += candidate.rates().length;
            if (!labels.add(candidate.label())) {
                throw DescentException.usage("--optimizer names " + candidate.label() + " twice. Give each of them "
                        + "settings of its own: momentum:momentum=0.9, momentum:momentum=0.99.");
            }
        }
        if (candidates.isEmpty()) {
            throw DescentException.usage("A comparison needs at least one optimizer.");
        }
        if (seeds < 1 || rates * seeds > MAX_RUNS) {
            throw DescentException
                    .usage("--seeds " + seeds + " with " + rates + " settings: expected 1 or more seeds and "
                            + "at most " + MAX_RUNS + " runs.");
        }
        if (threads < 1) {
            throw DescentException.usage("--threads " + threads + ": expected 1 or more.");
        }
    }

    /// A plan whose same-rate view takes the rate that most candidates try anyway.
    public static ComparisonPlan of(List<Candidate> candidates, int seeds, long firstSeed, int threads) {
        return new ComparisonPlan(candidates, seeds, firstSeed, commonRate(candidates), threads, true, Double.NaN);
    }

    /// With or without the timing pass.
    public ComparisonPlan withTiming(boolean on) {
        return new ComparisonPlan(candidates, seeds, firstSeed, sameRate, threads, on, targetLoss);
    }

    /// With a target loss of one's own.
    public ComparisonPlan withTargetLoss(double loss) {
        return new ComparisonPlan(candidates, seeds, firstSeed, sameRate, threads, timing, loss);
    }

    /// With another rate for the same-rate view.
    public ComparisonPlan withSameRate(double rate) {
        return new ComparisonPlan(candidates, seeds, firstSeed, rate, threads, timing, targetLoss);
    }

    /// Every run. Seeds are the outer order, so that an interrupted comparison has whole seeds to rank.
    public List<Trial> trials() {
        List<Trial> trials = new ArrayList<>();
        for (long seed : seedList()) {
            for (int c = 0; c < candidates.size(); c++) {
                Candidate candidate = candidates.get(c);
                for (double rate : candidate.rates()) {
                    trials.add(new Trial(trials.size(), c, candidate.at(rate), seed, true));
                }
                if (candidates.size() > 1 && !has(candidate, sameRate)) {
                    trials.add(new Trial(trials.size(), c, candidate.at(sameRate), seed, false));
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
        double logs = 0;
        int count = 0;
        for (Candidate candidate : candidates) {
            for (double rate : candidate.rates()) {
                logs += StrictMath.log(rate);
                count++;
            }
        }
        double middle = logs / count;
        double best = Double.NaN;
        long most = -1;
        for (Candidate candidate : candidates) {
            for (double rate : candidate.rates()) {
                long having = candidates.stream().filter(other -> has(other, rate)).count();
                boolean nearer = Math.abs(StrictMath.log(rate) - middle) < Math.abs(StrictMath.log(best) - middle);
                if (having > most || having == most && nearer) {
                    most = having;
                    best = rate;
                }
            }
        }
        return best;
    }

    private static boolean has(Candidate candidate, double rate) {
        for (double own : candidate.rates()) {
            if (own == rate) {
                return true;
            }
        }
        return false;
    }
}
