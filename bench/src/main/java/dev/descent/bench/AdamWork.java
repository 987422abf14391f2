package dev.descent.bench;

import dev.descent.equation.Parser;
import dev.descent.equation.Loop;
import dev.descent.kernel.FloatKernel;
import dev.descent.kernel.KernelCompiler;
import dev.descent.kernel.KernelMode;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// One step of Adam over n parameters in two ways that start alike: as compiled from its equation, and by hand.
final class AdamWork {

    /// Read θ g m v, written θ m v.
    static final int BYTES_PER_PARAMETER = 28;
    /// Elements of one call to the hand-written loop, as the kernels take them.
    private static final int BLOCK = 16_384;

    final int n;
    final FloatKernel kernel;
    private final float[][] compiled;
    private final float[][] byHand;
    private final int[] offsets = new int[4];
    private final double[] sums = {};
    private final float[] scalars = scalars();

    AdamWork(int n, KernelMode mode) {
        this.n = n;
        this.kernel = KernelCompiler.floats(loop(), mode);
        this.compiled = new float[4][n];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < n; i++) {
            compiled[0][i] = (float) random.nextDouble();
            compiled[1][i] = (float) random.nextDouble(-0.5, 0.5);
        }
        this.byHand = Arrays.stream(compiled).map(float[]::clone).toArray(float[][]::new);
    }

    /// Adam's elementwise part; what is the same for all parameters has been hoisted.
    static Loop loop() {
        return new Loop("adam", List.of("θ", "g", "m", "v"), List.of("β₁", "r₁", "β₂", "r₂", "c₁", "c₂", "η", "ε"),
                List.of(
                        statement("m", "β₁·m + r₁·g"),
                        statement("v", "β₂·v + r₂·g^2"),
                        statement("m̂", "m/c₁"),
                        statement("v̂", "v/c₂"),
                        statement("θ", "θ − η·m̂/(√v̂ + ε)")),
                List.of());
    }

    /// The loop's scalars at the second update with Adam's defaults.
    static float[] scalars() {
        return new float[] {0.9f, (float) (1 - 0.9), 0.999f, (float) (1 - 0.999), (float) (1 - 0.9 * 0.9),
                (float) (1 - 0.999 * 0.999), 0.001f, 1e-8f};
    }

    private static Loop.Assignment statement(String target, String value) {
        return new Loop.Assignment(target, Parser.parseExpression(value));
    }

    void compiledStep() {
        kernel.run(compiled, offsets, scalars, n, sums);
    }

    void handWrittenStep() {
        for (int from = 0; from < n; from += BLOCK) {
            HandWritten.adam(byHand[0], byHand[1], byHand[2], byHand[3], scalars, from, Math.min(n, from + BLOCK));
        }
    }

    void streamsOnly(float[][] others) {
        Streams streams = Streams.of(loop(), others);
        for (int from = 0; from < n; from += BLOCK) {
            streams.run(from, Math.min(n, from + BLOCK));
        }
    }

    float[][] parameters() {
        return compiled;
    }

    /// @throws IllegalStateException unless both ways have come to the same bits
    void check() {
        if (!Arrays.deepEquals(compiled, byHand)) {
            throw new IllegalStateException("the compiled step and the hand-written one differ");
        }
    }
}
