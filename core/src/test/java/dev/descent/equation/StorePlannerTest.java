package dev.descent.equation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// When a pass may store, and when it does.
class StorePlannerTest {

    @Test
    void earlierPass_whereStatesAndADirectionAreComplete_storesThemAndHandsItOn() {
        List<Loop> loops = loops("""
                m ← β·m + (1 − β)·g
                v ← β·v + (1 − β)·g²
                u = m/(√v + ε)
                θ ← θ − η·u/‖u‖
                """);
        assertThat(loops.get(0).writes()).containsExactly("g", "m", "v");
        assertThat(loops.get(1).reads()).containsExactly("θ", "g");
        assertThat(loops.get(1).writes()).containsExactly("θ");
    }

    @Test
    void earlierPass_whereALaterOneReadsTheOldState_doesNotStoreIt() {
        // θ moves by the old m, and only once the norm of the new one is known.
        List<Loop> loops = loops("""
                old = m
                m ← β·m + (1 − β)·g
                θ ← θ − η·old/‖m‖
                """);
        assertThat(loops.get(0).writes()).doesNotContain("m");
        assertThat(loops.get(1).reads()).contains("m");
        assertThat(loops.get(1).writes()).containsExactly("θ", "m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"u = m/(√v + ε); θ ← θ − η·(u + g)/‖u‖", "u = m/(√v + ε); w ← w + g·‖u‖; θ ← θ − η·u/‖w‖"})
    void earlierPass_whereALaterOneReadsTheGradient_handsNothingOnInIt(String rest) {
        List<Loop> loops = loops("m ← β·m + (1 − β)·g; v ← β·v + (1 − β)·g²; " + rest);
        assertThat(loops.getFirst().writes()).doesNotContain("g");
        assertThat(loops.get(1).reads()).contains("g");
    }

    @Test
    void earlierPass_whereStoringSavesNothing_storesNothing() {
        // Reading m instead of g, and writing it a pass earlier, is the same traffic.
        List<Loop> loops = loops("m ← β·m + (1 − β)·g; θ ← θ − η·m/‖g‖");
        assertThat(loops.get(0).writes()).isEmpty();
        assertThat(loops.get(1).writes()).containsExactly("θ", "m");
    }

    @Test
    void earlierPass_whereAValueIsCheap_computesItAnew() {
        List<Loop> loops = loops("u = 3·g; θ ← θ − η·u/‖u‖");
        assertThat(loops.get(0).writes()).isEmpty();
        assertThat(loops.get(1).writes()).containsExactly("θ");
    }

    @Test
    void firstPass_whereOnlyNumbersWaitForTheSums_storesAllAndSumsWhatWasBefore() {
        List<Loop> loops = loops("""
                d₀ = 1
                θ ← θ − η·d·g
                d ← d + sum(g·θ)
                """);
        assertThat(loops.get(0).writes()).containsExactly("θ");
        assertThat(loops.get(1).isEmpty()).isTrue();
        // Of the old θ, which the body overwrites before sums are taken.
        List<Loop> before = loops("""
                d₀ = 1
                r = sum(g·θ)
                θ ← θ − η·d·g
                d ← d + r
                """);
        assertThat(before.get(0).writes()).containsExactly("θ");
        float[] theta = {2};
        double[] sums = new double[1];
        Loop loop = before.get(0);
        float[] scalars = new float[loop.scalars().size()];
        Interpreter.runFloat(loop, new float[][] {theta, {3}}, new int[2], scalars, 1, sums);
        assertThat(sums).containsExactly(6);
    }

    @Test
    void state_assignedTwiceAroundANorm_isStoredByTheLastPass() {
        List<Loop> loops = loops("m ← β·m + g; n = ‖m‖; m ← m/n; θ ← θ − η·m");
        assertThat(loops.get(0).writes()).isEmpty();
        assertThat(loops.get(1).writes()).containsExactly("θ", "m");
    }

    @Test
    void state_thatKeepsItsValue_isNotStored() {
        assertThat(loops("a₀ = θ; a ← a; θ ← θ − η·(g + θ − a)").getFirst().writes()).containsExactly("θ");
    }

    private static List<Loop> loops(String rule) {
        return RuleProgram.of(Parser.parseRule(rule, "rule")).passes().stream().map(RuleProgram.Pass::loop).toList();
    }
}
