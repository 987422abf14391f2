package dev.descent.study;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where one candidate stands: what the search tried, what the best setting reached on seeds that chose nothing, and
/// how wide the good rates lie.
///
/// @param candidate who
/// @param search    every setting that was tried, in trial order
/// @param best      the best setting with its final runs; where every setting diverged, the first one's search runs
/// @param sameRate  the runs at the rate of the same-rate view; null where there are none
public record Standing(Candidate candidate, List<SettingResult> search, SettingResult best,
        @Nullable SettingResult sameRate) {

    public Standing {
        search = List.copyOf(search);
    }

    /// Whether its best setting still diverged in half of the runs or more: nothing to rank.
    public boolean hopeless() {
        return !Double.isFinite(best.median());
    }

    /// Where only the rate was searched: every rate's result, ascending. Empty where more was.
    public List<SettingResult> rates() {
        return candidate.rateOnly() ? search.stream().sorted(Comparator.comparingDouble(SettingResult::lr)).toList()
                : List.of();
    }

    /// What the search found best.
    private Optional<SettingResult> found() {
        return search.stream().filter(tried -> tried.variation().sameAs(best.variation())).findFirst();
    }

    /// A setting's loss in the search beside that of the best one, on the seeds of both: 1 is as good.
    public double relative(SettingResult tried) {
        return found().map(tried::relativeTo).orElse(Double.NaN);
    }

    /// The best setting's median loss in the search; NaN where nothing was found.
    public double searchedLoss() {
        return found().map(SettingResult::median).orElse(Double.NaN);
    }

    /// The good rates around the best one; empty where nothing was good, or more than the rate was searched.
    public Optional<GoodRange> goodRange() {
        List<SettingResult> rates = rates();
        Optional<SettingResult> found = found();
        if (hopeless() || rates.size() < 2 || found.isEmpty()) {
            return Optional.empty();
        }
        double[] lr = rates.stream().mapToDouble(SettingResult::lr).toArray();
        double[] relative = rates.stream().mapToDouble(this::relative).toArray();
        return Optional.of(GoodRange.of(lr, relative, rates.indexOf(found.get())));
    }

    /// How many of the settings that were tried came within 10% of the best one: where more than the rate was searched,
    /// the measure of how much room there is for error. Settings that the search gave up early are not among them.
    public int goodSettings() {
        return (int) search.stream().filter(tried -> relative(tried) <= GoodRange.WITHIN).count();
    }

    /// Runs that diverged, in search and finals.
    public int diverged() {
        return (int) all().filter(TrialResult::diverged).count();
    }

    /// Runs in search and finals.
    public int runs() {
        return (int) all().count();
    }

    private Stream<TrialResult> all() {
        Stream<TrialResult> searched = search.stream().flatMap(tried -> tried.runs().stream());
        Stream<TrialResult> last = best.runs().stream().filter(run -> run.trial().phase() == Trial.Phase.FINAL);
        return Stream.concat(searched, last);
    }

    /// Updates until the loss is first measured at or below `target` with the best setting: the median over the seeds
    /// (the lower of two), infinite where half of the runs never got there.
    public double updatesTo(double target) {
        return Statistics.lowerMedian(best.runs().stream().mapToDouble(run -> run.updatesTo(target)).toArray());
    }
}
