package dev.descent.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetricsTest {

    @Test
    void names_ofATarget_areThoseOfItsMetrics() {
        for (int classes : new int[] {0, 2, 3}) {
            Recipe recipe = Recipe.builder().target(classes == 0 ? "y" : "ring").hidden().epochs(1).build();
            TrainedRun run = Trainer.of(recipe, Samples.prepare(
                    classes == 0 ? Samples.plane(60) : Samples.rings(60, classes), recipe)).run();
            assertThat(Metrics.names(run.model().target())).containsExactlyElementsOf(run.metrics().values().keySet());
        }
    }
}
