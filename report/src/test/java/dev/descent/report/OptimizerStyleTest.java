package dev.descent.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptimizerStyleTest {

    private static final List<String> SIX = List.of("sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam");

    @Test
    void of_everyStyle_canBeSeenOnBothGrounds() {
        for (int i = 0; i < 200; i++) {
            OptimizerStyle style = i < SIX.size() ? OptimizerStyle.of(SIX.get(i)) : OptimizerStyle.of("rule" + i);
            assertThat(Ink.contrast(style.ink().light(), Ink.GROUND.light())).as(style.toString())
                    .isGreaterThanOrEqualTo(3);
            assertThat(Ink.contrast(style.ink().dark(), Ink.GROUND.dark())).as(style.toString())
                    .isGreaterThanOrEqualTo(3);
        }
        assertThat(Ink.contrast(Ink.PATH.light(), Ink.GROUND.light())).isGreaterThanOrEqualTo(3);
        assertThat(Ink.contrast(Ink.QUIET.light(), Ink.GROUND.light())).isGreaterThanOrEqualTo(4.5);
        assertThat(Ink.contrast(Ink.QUIET.dark(), Ink.GROUND.dark())).isGreaterThanOrEqualTo(4.5);
    }

    @Test
    void of_settingsAfterTheName_changeNothing() {
        assertThat(OptimizerStyle.of("Adam:beta2=0.99")).isEqualTo(OptimizerStyle.of("adam"));
        assertThat(OptimizerStyle.of("sgd lr 0.1")).isEqualTo(OptimizerStyle.of("sgd"));
        assertThat(SIX.stream().map(OptimizerStyle::of).distinct()).hasSize(6);
    }

    @Test
    void of_theSameRuleTwice_differsInDash() {
        List<OptimizerStyle> styles = OptimizerStyle.of(List.of("adam lr 0.1", "adam lr 0.01", "adam lr 0.001", "sgd"));
        assertThat(styles).doesNotHaveDuplicates();
        assertThat(styles.get(0).ink()).isEqualTo(styles.get(2).ink());
    }

    @Test
    void readable_everyInk_makesWordsReadableOnBothGrounds() {
        for (int i = 0; i < 200; i++) {
            Ink words = (i < SIX.size() ? OptimizerStyle.of(SIX.get(i)) : OptimizerStyle.of("rule" + i)).ink()
                    .readable();
            assertThat(Ink.contrast(words.light(), Ink.GROUND.light())).as(words.toString())
                    .isGreaterThanOrEqualTo(4.5);
            assertThat(Ink.contrast(words.dark(), Ink.GROUND.dark())).as(words.toString()).isGreaterThanOrEqualTo(4.5);
        }
        assertThat(Ink.TEXT.readable()).isEqualTo(Ink.TEXT);
        assertThat(Ink.QUIET.readable()).isEqualTo(Ink.QUIET);
        assertThat(Ink.MINIMUM.readable()).isEqualTo(Ink.MINIMUM);
    }

    /// Pairs whose ratio WCAG's explanations name.
    @Test
    void contrast_knownPairs_areAsPublished() {
        assertThat(Ink.contrast(0x000000, 0xffffff)).isEqualTo(21);
        assertThat(Ink.contrast(0x767676, 0xffffff)).isCloseTo(4.54, within(0.005));
        assertThat(Ink.contrast(0xffffff, 0x949494)).isCloseTo(3.03, within(0.005));
    }
}
