package dev.descent.equation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimplifierTest {

    private static final List<String> NAMES = List.of("x", "y", "z");
    /// Every kind of number that a law could trip over.
    private static final double[] VALUES = {0.0, -0.0, 1, -1, 0.5, -2.5, 3, 1e-30, -1e-30, 1e30, -1e30, 1e-45, 1e-40,
            Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN, Math.PI};

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "1·x; x", "x·1; x", "x/1; x", "x·(−1); −x", "x − 0; x", "x + 0; x + 0", "0·x; 0·x", "x − x; x − x",
            "x/4; x·0.25", "x/3; x/3",
            "−(−x); x", "x − −y; x + y", "x + −y; x − y", "(−x)·(−y); x·y", "(−x)/(−y); x/y", "x^0; 1", "x^1; x",
            "x^−1; 1/x", "x^½; √x",
            "(−x)²; x²", "|x|²; x²", "|−x|; |x|", "|x²|; x²", "min(x, x); x", "⌊⌊x⌋⌋; ⌊x⌋", "sign(sign(x)); sign(x)",
            "2·3 + 1; 7",
            "if 1 < 2 then x else y; x", "if x < 1 then y else y; y",
            "if not not x < 1 then 1 else 2; if x < 1 then 1 else 2", "1/0; 1/0",
            "(x + 1) + 2; x + 1 + 2"})
    void simplify_appliesItsLawsAndNoOthers(String text, String simplified) {
        assertThat(Printer.unicode(Simplifier.simplify(Parser.parseExpression(text)))).isEqualTo(simplified);
    }

    @Test
    void simplify_ofRandomTrees_keepsEveryBitInFloatAndDouble() {
        int changed = 0;
        for (long seed = 0; seed < 2000; seed++) {
            Expr expr = new RandomExpressions(seed, NAMES, false).number((int) (seed % 4) + 1);
            Expr simplified = Simplifier.simplify(expr);
            if (simplified.equals(expr)) {
                continue;
            }
            changed++;
            assertThat(Trees.size(simplified)).as("seed %d", seed).isLessThanOrEqualTo(Trees.size(expr));
            double[] before = run(expr, seed);
            double[] after = run(simplified, seed);
            for (int i = 0; i < before.length; i++) {
                assertThat(Double.doubleToLongBits(after[i]))
                        .as("seed %d, double, element %d: %s is not %s: %s, %s", seed, i,
                                Printer.unicode(simplified), Printer.unicode(expr), after[i], before[i])
                        .isEqualTo(Double.doubleToLongBits(before[i]));
            }
            if (hasConstantParts(expr)) {
                continue;
            }
            float[] floatBefore = runFloat(expr, seed);
            float[] floatAfter = runFloat(simplified, seed);
            for (int i = 0; i < before.length; i++) {
                assertThat(Float.floatToIntBits(floatAfter[i]))
                        .as("seed %d, float, element %d: %s is not %s: %s, %s", seed, i,
                                Printer.unicode(simplified), Printer.unicode(expr), floatAfter[i], floatBefore[i])
                        .isEqualTo(Float.floatToIntBits(floatBefore[i]));
            }
        }
        assertThat(changed).isGreaterThan(300);
    }

    /// Parts without names are computed in double by definition, which the plain interpreter of the unlowered tree does
    /// not.
    private static boolean hasConstantParts(Expr expr) {
        boolean constant = !(expr instanceof Expr.Constant) && Trees.names(expr).isEmpty();
        return constant || Trees.children(expr).stream().anyMatch(SimplifierTest::hasConstantParts);
    }

    private static Loop loop(Expr expr) {
        return new Loop("test", List.of("x", "y", "z", "out"), List.of(), List.of(new Loop.Assignment("out", expr)),
                List.of());
    }

    private static double[] run(Expr expr, long seed) {
        int n = 60;
        double[][] arrays = new double[4][n];
        for (int i = 0; i < n; i++) {
            for (int a = 0; a < 3; a++) {
                arrays[a][i] = VALUES[(int) ((seed + 7L * i + 5L * i * a + a) % VALUES.length)];
            }
        }
        Interpreter.runDouble(loop(expr), arrays, new int[4], new double[0], n, new double[0]);
        return arrays[3];
    }

    private static float[] runFloat(Expr expr, long seed) {
        int n = 60;
        float[][] arrays = new float[4][n];
        for (int i = 0; i < n; i++) {
            for (int a = 0; a < 3; a++) {
                arrays[a][i] = (float) VALUES[(int) ((seed + 7L * i + 5L * i * a + a) % VALUES.length)];
            }
        }
        Interpreter.runFloat(loop(expr), arrays, new int[4], new float[0], n, new double[0]);
        return arrays[3];
    }
}
