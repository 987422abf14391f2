package dev.descent.study;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// From finished runs to who stands where.
final class Ranking {

    private Ranking() {
    }

    /// The seeds all of whose final runs are finished.
    static List<Long> completeSeeds(List<Trial> trials, List<@Nullable TrialResult> results) {
        Map<Long, Boolean> complete = new TreeMap<>();
        for (int i = 0; i < trials.size(); i++) {
            complete.merge(trials.get(i).seed(), results.get(i) != null, Boolean::logicalAnd);
        }
        return complete.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList();
    }

    /// The candidates, best first.
    ///
    /// @param searched what each candidate's settings reached
    /// @param finals   the runs after the search, in the order of the seeds
    /// @param seeds    which of them count
    static List<Standing> of(ComparisonPlan plan, List<List<SettingResult>> searched, List<TrialResult> finals,
            Collection<Long> seeds) {
        List<Standing> standings = new ArrayList<>();
        for (int c = 0; c < plan.candidates().size(); c++) {
            int candidate = c;
            List<TrialResult> own = finals.stream()
                    .filter(run -> run.trial().candidate() == candidate && seeds.contains(run.trial().seed())).toList();
            List<TrialResult> last = own.stream().filter(run -> run.trial().phase() == Trial.Phase.FINAL).toList();
            // Where every setting diverged, none went on: there is nothing to see but the search.
            SettingResult best = last.isEmpty() ? searched.get(c).getFirst()
                    : new SettingResult(last.getFirst().trial().variation(), last, true);
            standings.add(new Standing(plan.candidates().get(c), searched.get(c), best,
                    sameRate(plan.sameRate(), own)));
        }
        // Where medians are equal, infinite ones among them: fewer diverged runs, then the order that was asked for.
        standings.sort(Comparator.comparingDouble((Standing standing) -> standing.hopeless() ? Double.POSITIVE_INFINITY
                : standing.best().median()).thenComparingInt(Standing::diverged));
        return standings;
    }

    /// The runs of the same-rate view: its own, or the finals where their setting is that very one.
    private static @Nullable SettingResult sameRate(double rate, List<TrialResult> own) {
        List<TrialResult> extra = own.stream().filter(run -> run.trial().phase() == Trial.Phase.SAME_RATE).toList();
        List<TrialResult> runs = extra.isEmpty() ? own : extra;
        return runs.isEmpty() || runs.getFirst().trial().lr() != rate ? null
                : new SettingResult(runs.getFirst().trial().variation(), runs, true);
    }

    /// The worst finalist's median best loss, which by definition about half of every finalist's runs
    /// reach; NaN where all diverged.
    static double target(List<Standing> ranking) {
        return ranking.stream().filter(standing -> !standing.hopeless())
                .mapToDouble(standing -> standing.best().median())
                .max().orElse(Double.NaN);
    }
}
