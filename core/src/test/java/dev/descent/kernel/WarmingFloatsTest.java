package dev.descent.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.descent.equation.Loop;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WarmingFloatsTest {

    private static final int N = WarmingFloats.WORTH / 4;

    @Test
    void run_idleKernel_neverGeneratesVectors() {
        Loop loop = KernelCompilerTest.adam();
        WarmingFloats kernel = new WarmingFloats(Graph.of(loop), KernelCompiler.floats(loop, KernelMode.SCALAR), () -> {
            throw new AssertionError("not worth it");
        });
        run(kernel, new float[4][N], 3);
        assertThat(kernel.warm()).isFalse();
    }

    @Test
    void run_busyKernel_turnsToVectorsWithTheSameBits() throws InterruptedException {
        assumeTrue(Lanes.available(), "no jdk.incubator.vector");
        Loop loop = KernelCompilerTest.adam();
        CountDownLatch asked = new CountDownLatch(1);
        WarmingFloats kernel = new WarmingFloats(Graph.of(loop), KernelCompiler.floats(loop, KernelMode.SCALAR), () -> {
            asked.countDown();
            return KernelCompiler.floats(loop, KernelMode.VECTOR);
        });
        float[][] data = new float[4][N];
        float[][] expected = new float[4][N];
        for (int i = 0; i < N; i++) {
            data[1][i] = expected[1][i] = i * 1e-6f - 0.1f;
        }
        run(kernel, data, 5);
        assertThat(asked.await(1, TimeUnit.MINUTES)).isTrue();
        int steps = 5;
        for (; steps < 100 && !kernel.warm(); steps++) {
            Thread.sleep(10);
            run(kernel, data, 1);
        }
        run(kernel, data, 2);
        run(KernelCompiler.floats(loop, KernelMode.SCALAR), expected, steps + 2);
        assertThat(data[0]).isEqualTo(expected[0]);
        assertThat(data[3]).isEqualTo(expected[3]);
    }

    private static void run(FloatKernel kernel, float[][] data, int times) {
        float[] scalars = {0.9f, 0.1f, 0.999f, 0.001f, 0.1f, 0.001f, 0.001f, 1e-8f};
        for (int i = 0; i < times; i++) {
            kernel.run(data, new int[4], scalars, N, new double[0]);
        }
    }
}
