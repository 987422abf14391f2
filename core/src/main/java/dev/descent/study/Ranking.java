package dev.descent.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// From finished runs to who stands where.
final class Ranking {

    private Ranking() {
    }

    /// The seeds all of whose runs are finished.
    static List<Long> completeSeeds(List<Trial> trials, List<@Nullable TrialResult> results) {
        Map<Long, Boolean> complete = new TreeMap<>();
        for (int i = 0; i < trials.size(); i++) {
            complete.merge(trials.get(i).seed(), results.get(i) != null, Boolean::logicalAnd);
        }
        return complete.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList();
    }

    /// The candidates, best first.
    ///
    /// @param seeds which runs count
    static List<Standing> of(List<Candidate> candidates, List<@Nullable TrialResult> results, List<Long> seeds) {
        List<Standing> standings = new ArrayList<>();
        for (int c = 0; c < candidates.size(); c++) {
            Map<Double, List<TrialResult>> byRate = new TreeMap<>();
            for (TrialResult result : results) {
                if (result != null && result.trial().candidate() == c && seeds.contains(result.trial().seed())) {
                    byRate.computeIfAbsent(result.trial().lr(), _ -> new ArrayList<>()).add(result);
                }
            }
            List<RateResult> rates = byRate.entrySet().stream()
                    .map(entry -> new RateResult(entry.getKey(), entry.getValue().getFirst().trial().counts(),
                            entry.getValue()))
                    .toList();
            if (rates.stream().anyMatch(RateResult::counts)) {
                standings.add(new Standing(candidates.get(c), rates));
            }
        }
        // Where medians are equal, infinite ones among them: fewer diverged runs, then the order that was asked for.
        standings.sort(Comparator.comparingDouble((Standing standing) -> standing.best().median())
                .thenComparingInt(Standing::diverged));
        return standings;
    }

    /// The worst finalist's median best loss, which by definition about half of every finalist's runs
    /// reach; NaN where all diverged.
    static double target(List<Standing> ranking) {
        return ranking.stream().filter(standing -> !standing.hopeless())
                .mapToDouble(standing -> standing.best().median())
                .max().orElse(Double.NaN);
    }
}
