package dev.descent.equation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.common.CounterRandom;
import dev.descent.common.CounterRandom.Purpose;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DerivativeTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "3; 0", "y; 0", "x; 1", "2·x + 3·y; 2", "x²; 2·x", "x^3; 3·x²",
            "(1 − x)² + 100·(y − x²)²; 2·(1 − x)·(−1) + 100·(2·(y − x²)·−(2·x))",
            "exp(2·x); exp(2·x)·2", "log(x); 1/x", "√x; 1/(2·√x)", "tanh(x); 1 − tanh(x)²", "sin(x); cos(x)",
            "cos(x); −sin(x)", "1/x; −(1/x²)",
            "max(x, 0); if x > 0 then 1 else 0", "max(0, x); if x > 0 then 1 else 0", "|x|; sign(x)", "sign(x); 0",
            "⌊x⌋; 0", "y^x; y^x·log(y)",
            "clamp(x, −1, 1); if x < 1 then if x > −1 then 1 else 0 else 0",
            "if x < 0 then x else x²; if x < 0 then 1 else 2·x"})
    void of_isWhatCalculusSays(String text, String derivative) {
        Expr result = Derivative.of(Parser.parseExpression(text), "x");
        assertThat(result).as("%s′ is %s", text, Printer.unicode(result))
                .isEqualTo(Simplifier.simplify(Parser.parseExpression(derivative)));
    }

    @ParameterizedTest
    @CsvSource({"'|x|', 0", "'max(x, 0)', 0", "'max(0, x)', 0", "'min(x, 0)', 0", "sign(x), 0", "'clamp(x, 0, 1)', 0",
            "round(x), 0"})
    void of_atAKink_isZero(String text, double at) {
        assertThat(Interpreter.evalDouble(Derivative.of(Parser.parseExpression(text), "x"), Map.of("x", at))).isZero();
    }

    @Test
    void of_randomSmoothExpressions_agreesWithDifferences() {
        int checked = 0;
        for (long seed = 0; seed < 3000; seed++) {
            Expr expr = new RandomExpressions(seed, List.of("x", "y"), false).number(3);
            Expr derivative = Derivative.of(expr, "x");
            CounterRandom random = CounterRandom.of(seed, Purpose.TEST);
            double x = 0.3 + random.uniform(0);
            double y = 0.3 + random.uniform(1);
            double exact = at(derivative, x, y);
            double coarse = difference(expr, x, y, 2e-5);
            double fine = difference(expr, x, y, 1e-5);
            // Where two step widths disagree there is a kink, a jump or a pole; where some value is huge a difference
            // is noise.
            boolean smooth = Math.abs(coarse - fine) <= 1e-5 * Math.max(1, Math.abs(fine));
            if (!tame(expr, x, y) || Math.abs(fine) > 1e3 || !smooth || Double.isNaN(fine)) {
                continue;
            }
            checked++;
            assertThat(exact)
                    .as("seed %d: %s at x=%s, y=%s; derivative %s", seed, Printer.unicode(expr), x, y,
                            Printer.unicode(derivative))
                    .isCloseTo(fine, org.assertj.core.data.Offset.offset(1e-4 * Math.max(1, Math.abs(fine))));
        }
        assertThat(checked).isGreaterThan(1000);
    }

    private static boolean tame(Expr expr, double x, double y) {
        boolean truth = TreeCheck.isTruth(expr);
        boolean pole = expr instanceof Expr.Apply(Op op, List<Expr> a)
                && (op == Op.SQRT || op == Op.POW || op == Op.LOG)
                && Math.abs(at(a.getFirst(), x, y)) < 1e-6;
        if (pole) {
            return false;
        }
        return (truth || Math.abs(at(expr, x, y)) < 1e4)
                && Trees.children(expr).stream().allMatch(child -> tame(child, x, y));
    }

    private static double difference(Expr expr, double x, double y, double h) {
        return (at(expr, x + h, y) - at(expr, x - h, y)) / (2 * h);
    }

    private static double at(Expr expr, double x, double y) {
        return Interpreter.evalDouble(expr, Map.of("x", x, "y", y));
    }
}
