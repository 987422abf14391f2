package dev.descent.kernel;

import com.sun.management.ThreadMXBean;
import dev.descent.equation.Expr;
import dev.descent.equation.Loop;
import dev.descent.equation.Op;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Prints how many bytes a call of each of several kernels allocates once it is compiled, `name bytes` a line. A vector
/// that is boxed, because its code outgrew the compiler or was not inlined, shows up here.
///
/// To be run with `-Xbatch`, so that 20,000 calls certainly end in compiled code.
final class KernelAllocation {

    private static final int COUNT = 257;
    private static final int WARM = 20_000;
    private static final int MEASURED = 2_000;

    private KernelAllocation() {
    }

    static void main(String[] arguments) {
        Map<String, Loop> loops = new LinkedHashMap<>();
        loops.put("adam", KernelCompilerTest.adam());
        loops.put("gelu", function("gelu", Expr.of(Op.MUL, Expr.of(Op.MUL, Expr.of("x"), Expr.of(0.5)),
                Expr.of(Op.ADD, Expr.of(1),
                        Expr.of(Op.ERF, Expr.of(Op.DIV, Expr.of("x"), Expr.of(1.4142135623730951)))))));
        for (Op op : List.of(Op.EXP, Op.LOG, Op.TANH, Op.SIN, Op.COS, Op.FLOOR, Op.ROUND, Op.SIGN)) {
            loops.put(op.name(), function(op.name(), Expr.of(op, Expr.of("x"))));
        }
        loops.put("sum", new Loop("sum", List.of("x"), List.of(), List.of(),
                List.of(new Loop.Sum("s", Expr.of(Op.MUL, Expr.of("x"), Expr.of("x"))))));
        loops.put("condition", function("condition", new Expr.Conditional(Expr.of(Op.AND,
                Expr.of(Op.LESS, Expr.of("x"), Expr.of(1)),
                Expr.of(Op.NOT, Expr.of(Op.EQUAL, Expr.of("x"), Expr.of(0)))),
                Expr.of(Op.MIN, Expr.of("x"), Expr.of(2)), Expr.of(Op.NEG, Expr.of("x")))));
        for (int terms : new int[] {60, 90, 190}) {
            loops.put("terms" + terms, function("terms" + terms, terms(terms)));
        }
        loops.forEach((name, loop) -> System.out.println(name + " " + measure(loop, 0)));
        loops.forEach((name, loop) -> System.out.println(name + " at different offsets " + measure(loop, 1)));
    }

    private static Loop function(String name, Expr value) {
        return new Loop(name, List.of("x", "y"), List.of(), List.of(new Loop.Assignment("y", value)), List.of());
    }

    /// (…((x·c₁ + x)·c₂ + x)…): two operations a term, none of which is written twice.
    private static Expr terms(int count) {
        Expr sum = Expr.of("x");
        for (int i = 0; i < count; i++) {
            sum = Expr.of(Op.ADD, Expr.of(Op.MUL, sum, Expr.of(0.5 + i * 0.001)), Expr.of("x"));
        }
        return sum;
    }

    private static double measure(Loop loop, int shift) {
        FloatKernel kernel = KernelCompiler.floats(loop, KernelMode.ofProperty());
        int arrays = loop.arrays().size();
        float[][] data = new float[arrays][COUNT + 1];
        for (float[] a : data) {
            for (int i = 0; i <= COUNT; i++) {
                a[i] = 0.01f * i;
            }
        }
        int[] offsets = new int[arrays];
        offsets[0] = shift;
        float[] scalars = new float[loop.scalars().size()];
        Arrays.fill(scalars, 0.5f);
        double[] sums = new double[loop.sums().size()];
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < WARM; i++) {
            kernel.run(data, offsets, scalars, COUNT, sums);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < MEASURED; i++) {
            kernel.run(data, offsets, scalars, COUNT, sums);
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / (double) MEASURED;
    }
}
