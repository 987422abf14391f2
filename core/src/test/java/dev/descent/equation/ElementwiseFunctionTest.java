package dev.descent.equation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ElementwiseFunctionTest {

    private static final ElementwiseFunction HUBER = ElementwiseFunction.of("huber",
            "if |x − y| <= delta then 0.5·(x − y)^2 else delta·(|x − y| − 0.5·delta)", "x", "y");

    @Test
    void loops_ofAFunction_haveItsVariablesItsOutputAndItsScalars() {
        assertThat(Printer.listing(HUBER.loop("out"))).startsWith("huber(x, y, out; δ)\n  out ← if |x − y| ≤ δ then");
        assertThat(Printer.listing(HUBER.sumLoop())).startsWith("huber sum(x, y; δ)\n  Σ₁ = sum(if ");
        assertThat(HUBER.derivativeLoop("x", "x").arrays()).containsExactly("x", "y");
        assertThat(HUBER.with(Map.of("delta", 1.0)).scalars()).isEmpty();
        assertThat(HUBER.with(Map.of("delta", 1.0)).at(3, 1)).isEqualTo(1.5);
    }

    @Test
    void chainLoop_multipliesByTheDerivativeInPlace() {
        ElementwiseFunction relu = ElementwiseFunction.of("relu", "max(x, 0)", "x");
        float[][] arrays = {{-1, 0, 2}, {5, 6, 7}};
        Interpreter.runFloat(relu.chainLoop("x"), arrays, new int[2], new float[0], 3, new double[0]);
        assertThat(arrays[1]).containsExactly(0, 0, 7);
    }

    @Test
    void runFloat_takesItsSumsInTheFixedOrder() {
        Loop loop = new Loop("s", java.util.List.of("x"), java.util.List.of(), java.util.List.of(),
                java.util.List.of(new Loop.Sum("Σ₁", Expr.of(Op.POW, Expr.of("x"), Expr.of(2)))));
        float[] x = new float[100];
        double[] squares = new double[100];
        for (int i = 0; i < x.length; i++) {
            x[i] = 1f / (i + 1);
            squares[i] = x[i] * x[i];
        }
        double[] sums = {Double.NaN};
        Interpreter.runFloat(loop, new float[][] {x}, new int[1], new float[0], 100, sums);
        assertThat(sums[0]).isEqualTo(FixedSum.of(squares, 0, 100));
    }
}
