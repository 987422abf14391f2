package dev.descent.bench;

import dev.descent.kernel.KernelCompiler;
import dev.descent.kernel.RowKernel;
import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/// What it costs that the row kernel looks whether all it stores is finite: SGD at batch 1 by hand with the check and
/// without, and generated, over a fifth of the rows of 784-500. Alone in its JVM the loop without the check was once seen five
/// times as slow as the one with it, so take the difference from `CheckShare` only.
public class RowCheckBenchmark extends Twin {

    private static final int WIDTH = 512;
    private static final int STEP = 5;
    private static final float RATE = 1e-4f;

    @Param("784")
    int inputs = 784;

    private final RowKernel kernel = KernelCompiler.rows(RowKernelBenchmark.sgd(), 1, WIDTH);
    private final float[] delta = Numbers.dense(WIDTH, 2);
    private final float[][] arrays = {{}, new float[WIDTH]};
    private final int[] offsets = new int[2];
    private final float[] scalars = {RATE};
    private float[] start = {};
    private float[] theta = {};
    private int[] rows = {};
    private float[] x = {};
    private int[] starts = {};
    private int[] index = {};

    @Override
    protected void prepare() {
        start = Numbers.dense(inputs * WIDTH, 1);
        theta = start.clone();
        arrays[0] = theta;
        rows = new int[inputs / STEP];
        Arrays.setAll(rows, n -> n * STEP);
        x = Numbers.pixels(rows.length, 1, 3);
        starts = new int[inputs + 1];
        Arrays.setAll(starts, row -> Math.min(rows.length, (row + STEP - 1) / STEP));
        index = new int[rows.length];
    }

    @Override
    protected float[] plain() {
        float[] result = start.clone();
        for (int n = 0; n < rows.length; n++) {
            for (int j = 0; j < WIDTH; j++) {
                result[rows[n] * WIDTH + j] -= RATE * (x[n] * delta[j] + 0.0f);
            }
        }
        return result;
    }

    @Override
    protected List<Way> ways() {
        return List.of(afresh("checked by hand", this::checked), afresh("unchecked by hand", this::unchecked),
                afresh("generated", this::generated));
    }

    private Way afresh(String name, Runnable way) {
        return new Way(name, () -> {
            System.arraycopy(start, 0, theta, 0, theta.length);
            way.run();
        }, theta);
    }

    @Override
    protected double bytes() {
        return 2.0 * Float.BYTES * rows.length * WIDTH;
    }

    @Benchmark
    public boolean checked() {
        return RowCheck.checked(theta, rows, x, delta, RATE);
    }

    @Benchmark
    public void unchecked() {
        RowCheck.unchecked(theta, rows, x, delta, RATE);
    }

    @Benchmark
    public boolean generated() {
        return kernel.run(arrays, offsets, scalars, 0, WIDTH, WIDTH, 0, inputs, starts, index, x, delta, 0, WIDTH,
                true);
    }
}
