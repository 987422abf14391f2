package dev.descent.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptimizerStyleTest {

    private static final List<String> SIX = List.of("sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam");

    @Test
    void of_everyStyle_canBeSeenOnBothGrounds() {
        for (int i = 0; i < 200; i++) {
            OptimizerStyle style = i < SIX.size() ? OptimizerStyle.of(SIX.get(i)) : OptimizerStyle.of("rule" + i);
            assertThat(contrast(style.ink().light(), Ink.GROUND.light())).as(style.toString())
                    .isGreaterThanOrEqualTo(3);
            assertThat(contrast(style.ink().dark(), Ink.GROUND.dark())).as(style.toString()).isGreaterThanOrEqualTo(3);
        }
        assertThat(contrast(Ink.PATH.light(), Ink.GROUND.light())).isGreaterThanOrEqualTo(3);
        assertThat(contrast(Ink.QUIET.light(), Ink.GROUND.light())).isGreaterThanOrEqualTo(4.5);
        assertThat(contrast(Ink.QUIET.dark(), Ink.GROUND.dark())).isGreaterThanOrEqualTo(4.5);
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

    /// WCAG 2.2's contrast ratio.
    private static double contrast(int one, int other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(int rgb) {
        return 0.2126 * linear(rgb >> 16 & 0xff) + 0.7152 * linear(rgb >> 8 & 0xff) + 0.0722 * linear(rgb & 0xff);
    }

    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
}
