package dev.descent.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What a report takes as a label's best.
class StudyRunTest {

    private static Map<String, @Nullable Object> run(String label, @Nullable String stage, double lr, double seed,
            double loss) {
        Map<String, @Nullable Object> run = new LinkedHashMap<>();
        run.put("label", label);
        run.put("stage", stage);
        run.put("lr", lr);
        run.put("seed", seed);
        run.put("stop", "budget");
        run.put("bestLoss", loss);
        return run;
    }

    @SafeVarargs
    private static List<StudyRun.Group> best(Map<String, @Nullable Object>... runs) {
        return StudyRun.best(StudyRun.of(new Kept("compare", "c", Path.of("c"), "finished", Map.of(), Map.of(),
                Map.of("runs", Arrays.asList(runs)))));
    }

    @Test
    void best_takesTheRunsThatChoseNothing_thoughTheSearchHadMoreAndLowerOnes() {
        List<StudyRun.Group> best = best(run("adam", "search", 0.01, 1, 0.1), run("adam", "search", 0.01, 2, 0.1),
                run("adam", "search", 0.1, 1, 0.3), run("adam", "final", 0.1, 7, 0.25),
                run("sgd", "search", 0.5, 1, 0.2));
        assertThat(best).extracting(StudyRun.Group::label).containsExactly("sgd", "adam");
        assertThat(best.getLast().settings()).containsEntry("lr", 0.1);
        assertThat(best.getLast().median()).isEqualTo(0.25);
        assertThat(best.getLast().runs()).hasSize(1);
    }

    @Test
    void best_ofAStudyWithoutStages_takesWhatHadMostSeeds() {
        List<StudyRun.Group> best = best(run("adam", null, 0.01, 1, 0.1), run("adam", null, 0.1, 1, 0.3),
                run("adam", null, 0.1, 2, 0.2));
        assertThat(best.getFirst().settings()).containsEntry("lr", 0.1);
    }
}
