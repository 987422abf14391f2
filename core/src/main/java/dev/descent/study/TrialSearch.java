package dev.descent.study;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds good settings by [Halving]: for several groups at once (the candidates of a comparison), so that all cores have
/// work, but each halved by itself.
///
/// ```java
/// TrialSearch search = new TrialSearch(pool, Halving.wide(3), seed, TrialPool.Listener.NONE);
/// List<SettingResult> tried = search.run(List.of(space.trials(rule, seed, 16))).getFirst();
/// Optional<SettingResult> best = TrialSearch.best(tried);
/// ```
/// Results depend on the settings and the seed alone. Who has a budget of time searches bracket after bracket, trials
/// 0 to 7, then 8 to 15: each is a search of its own, and one that was interrupted counts for nothing.
final class TrialSearch {

    /// The rung of a setting that is left behind.
    private static final int OUT = -1;

    private final TrialPool pool;
    private final Halving halving;
    private final long seed;
    private final TrialPool.Listener listener;

    /// @param seed the study's; the search's own seeds are made from it
    TrialSearch(TrialPool pool, Halving halving, long seed, TrialPool.Listener listener) {
        this.pool = pool;
        this.halving = halving;
        this.seed = seed;
        this.listener = listener;
    }

    /// Runs all rungs.
    ///
    /// @param groups settings in trial order
    /// @return what each setting of each group reached, in the same order; where an interrupt came first, as far as it
    ///         was known
    List<List<SettingResult>> run(List<List<Variation>> groups) {
        List<List<Course>> courses = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            List<Course> group = new ArrayList<>();
            for (Variation variation : groups.get(g)) {
                group.add(new Course(g, variation));
            }
            if (group.size() == 1) {
                // Nothing to choose.
                group.getFirst().rung = halving.rungs().size();
            }
            courses.add(group);
        }
        for (int rung = 0; rung < halving.rungs().size(); rung++) {
            int now = rung;
            if (now > 0) {
                courses.forEach(group -> halve(group, now));
            }
            if (!climb(courses.stream().flatMap(Collection::stream).filter(course -> course.rung == now).toList(),
                    halving.rungs().get(rung))) {
                break;
            }
        }
        return courses.stream().map(group -> group.stream().map(this::result).toList()).toList();
    }

    /// The setting of the lowest median loss among those that went through all rungs; of equals the first. None where
    /// all diverged. An only setting is the best one, untried.
    static @Nullable SettingResult best(List<SettingResult> tried) {
        return tried.size() == 1 ? tried.getFirst()
                : tried.stream().filter(SettingResult::finished).filter(result -> Double.isFinite(result.median()))
                        .min(Comparator.comparingDouble(SettingResult::median)).orElse(null);
    }

    /// Runs a rung.
    ///
    /// @return false where an interrupt came first
    private boolean climb(List<Course> left, Halving.Rung rung) {
        List<Trial> trials = left.stream().map(course -> new Trial(course.group, course.variation,
                Halving.seed(seed, rung.seed()), rung.share(), Trial.Phase.SEARCH)).toList();
        List<@Nullable TrialResult> results = pool.run(trials, listener);
        boolean whole = true;
        for (int i = 0; i < results.size(); i++) {
            TrialResult result = results.get(i);
            if (result == null) {
                whole = false;
            } else {
                Course course = left.get(i);
                if (rung.share() == 1 && !course.runs.isEmpty() && course.runs.getLast().trial().share() < 1) {
                    course.runs.clear();
                }
                course.runs.add(result);
                course.rung++;
            }
        }
        return whole;
    }

    /// Leaves the better half in the race: the others stay below the rung that comes.
    private static void halve(List<Course> group, int rung) {
        List<Course> running = group.stream().filter(course -> course.rung == rung).toList();
        // Sorting is stable: of equals, the earlier trial goes on.
        running.stream().sorted(Comparator.comparingDouble(Course::median)).skip(Halving.kept(running.size()))
                .forEach(course -> course.rung = OUT);
        running.stream().filter(course -> !Double.isFinite(course.median())).forEach(course -> course.rung = OUT);
    }

    private SettingResult result(Course course) {
        return new SettingResult(course.variation, course.runs, course.rung == halving.rungs().size());
    }

    /// A setting on its way.
    private static final class Course {

        private final int group;
        private final Variation variation;
        private final List<TrialResult> runs = new ArrayList<>();
        private int rung;

        Course(int group, Variation variation) {
            this.group = group;
            this.variation = variation;
        }

        double median() {
            return Statistics.median(runs.stream().mapToDouble(TrialResult::loss).toArray());
        }
    }
}
