package dev.descent.bench;

import dev.descent.equation.Expr;
import dev.descent.equation.Loop;
import dev.descent.equation.Op;
import dev.descent.equation.RuleProgram;
import dev.descent.kernel.FloatKernel;
import dev.descent.kernel.KernelCompiler;
import dev.descent.kernel.KernelMode;
import dev.descent.kernel.Lanes;
import dev.descent.optim.Optimizer;
import dev.descent.optim.Optimizers;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Prints what the generated kernels reach on this machine: Adam against a hand-written loop and against the bare
/// memory traffic, every rule of the catalogue, the elementary functions, and how long compiling takes. What is
/// compared is run in turn, one after the other, and the medians are given. An argument is the number of parameters (10
/// million).
final class KernelSpeed {

    private static final int ROUNDS = 31;

    private KernelSpeed() {
    }

    public static void main(String[] arguments) {
        int n = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000_000;
        System.out.printf("%s, Java %s%n", Lanes.describe(), Runtime.version());
        adam(n);
        adam(8192);
        rules(n);
        functions();
        compiling();
    }

    private static void adam(int n) {
        AdamWork work = new AdamWork(n, KernelMode.ofProperty());
        float[][] others = new float[4][n];
        int calls = Math.max(1, 2_000_000 / n);
        double[][] nanos = Turns.interleaved(ROUNDS, calls, work::compiledStep, work::handWrittenStep,
                () -> work.streamsOnly(others));
        work.check();
        double[] medians = Arrays.stream(nanos).mapToDouble(Turns::median).toArray();
        System.out.printf("%nAdam, %,d parameters, %d bytes each, same bits%n", n, AdamWork.BYTES_PER_PARAMETER);
        String[] names = {"compiled from its equation", "hand-written Vector API loop", "the memory traffic alone"};
        for (int i = 0; i < names.length; i++) {
            System.out.printf("  %-30s %8.3f ms  %6.1f GB/s  best %6.1f%n", names[i], medians[i] / 1e6,
                    AdamWork.BYTES_PER_PARAMETER * (double) n / medians[i],
                    AdamWork.BYTES_PER_PARAMETER * (double) n / Arrays.stream(nanos[i]).min().orElseThrow());
        }
        System.out.printf("  compiled / hand-written %.3f, compiled / traffic %.3f (medians of the pairs' ratios)%n",
                Turns.ratio(nanos[1], nanos[0]), Turns.ratio(nanos[2], nanos[0]));
    }

    private static void rules(int n) {
        System.out.printf("%nRules, %,d parameters%n", n);
        for (Optimizer optimizer : Optimizers.all()) {
            for (Loop loop : loops(optimizer)) {
                float[][] data = data(loop.arrays().size(), n);
                long stored = loop.body().stream().map(Loop.Assignment::target).filter(loop.arrays()::contains)
                        .distinct()
                        .count();
                double bytes = 4.0 * (loop.arrays().size() + stored) * n;
                FloatKernel kernel = KernelCompiler.floats(loop, KernelMode.ofProperty());
                float[] scalars = new float[loop.scalars().size()];
                Arrays.fill(scalars, 0.01f);
                int[] offsets = new int[data.length];
                double[] sums = new double[loop.sums().size()];
                double nanos = Turns
                        .median(Turns.interleaved(ROUNDS, 1, () -> kernel.run(data, offsets, scalars, n, sums))[0]);
                System.out.printf("  %-12s %7.3f ns a parameter  %6.1f GB/s  %2d streams%n", optimizer.name(),
                        nanos / n,
                        bytes / nanos, loop.arrays().size() + stored);
            }
        }
    }

    /// Those of a rule's passes that go over all parameters.
    private static List<Loop> loops(Optimizer optimizer) {
        return RuleProgram.of(optimizer.rule()).passes().stream().map(RuleProgram.Pass::loop)
                .filter(loop -> !loop.isEmpty()).toList();
    }

    private static void functions() {
        int n = 8192;
        System.out.printf("%nFunctions, %,d numbers in cache, ns each: vector, scalar%n", n);
        for (Op op : List.of(Op.EXP, Op.LOG, Op.TANH, Op.ERF, Op.SIN, Op.COS, Op.FLOOR)) {
            Loop loop = new Loop(op.name(), List.of("x", "y"), List.of(),
                    List.of(new Loop.Assignment("y", Expr.of(op, Expr.of("x")))), List.of());
            System.out.printf("  %-6s", op);
            for (KernelMode mode : Lanes.available() ? List.of(KernelMode.VECTOR, KernelMode.SCALAR)
                    : List.of(KernelMode.SCALAR)) {
                float[][] data = data(2, n);
                FloatKernel kernel = KernelCompiler.floats(loop, mode);
                int[] offsets = new int[2];
                System.out.printf(" %6.3f", Turns.median(Turns.interleaved(ROUNDS, 200,
                        () -> kernel.run(data, offsets, new float[0], n, new double[0]))[0]) / n);
            }
            System.out.println();
        }
    }

    private static void compiling() {
        List<Loop> loops = Optimizers.all().stream()
                .flatMap(optimizer -> loops(optimizer).stream()).toList();
        double[] nanos = new double[200];
        for (int i = 0; i < nanos.length; i++) {
            long start = System.nanoTime();
            KernelCompiler.floats(loops.get(i % loops.size()), KernelMode.ofProperty());
            nanos[i] = System.nanoTime() - start;
        }
        System.out.printf("%nCompiling a rule: median %.2f ms of %d%n", Turns.median(nanos) / 1e6, nanos.length);
    }

    private static float[][] data(int arrays, int n) {
        SplittableRandom random = new SplittableRandom(2);
        float[][] data = new float[arrays][n];
        for (float[] a : data) {
            for (int i = 0; i < n; i++) {
                a[i] = (float) random.nextDouble(0.1, 2);
            }
        }
        return data;
    }
}
