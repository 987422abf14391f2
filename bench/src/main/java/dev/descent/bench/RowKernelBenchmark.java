package dev.descent.bench;

import dev.descent.equation.Loop;
import dev.descent.equation.Parser;
import dev.descent.kernel.DenseKernels;
import dev.descent.kernel.FloatKernel;
import dev.descent.kernel.KernelCompiler;
import dev.descent.kernel.KernelMode;
import dev.descent.kernel.RowKernel;
import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/// The update of a layer's weights at a small batch, inputs mostly zero: the gradient formed in registers where the rule uses
/// it, and a tile of the gradient stored, then read by the rule.
public class RowKernelBenchmark extends Twin {

    private static final int INPUTS = 784;
    private static final int WIDTH = 512;
    private static final double DENSITY = 0.2;

    /// Rows of a tile: about those that training takes.
    private static final int TILE_ROWS = 98;

    /// Updates from a fresh start that are compared.
    private static final int UPDATES = 3;

    private static final double[] NO_SUMS = {};

    @Param({"sgd", "adam"})
    String rule = "sgd";

    @Param({"1", "10"})
    int batch = 1;

    private float[] scalars = {};
    private RowKernel rows = KernelCompiler.rows(sgd(), 1, WIDTH);
    private FloatKernel loop = KernelCompiler.floats(sgd(), KernelMode.VECTOR);
    private final float[] start = Numbers.dense(INPUTS * WIDTH, 1);
    private final float[] zeros = new float[WIDTH];
    private final int[] starts = new int[INPUTS + 1];
    private int[] rowOf = {};
    private float[] value = {};
    private float[] delta = {};
    private float[][] arrays = {};
    private int[] offsets = {};

    /// θ ← θ − η·g.
    static Loop sgd() {
        return new Loop("sgd", List.of("θ", "g"), List.of("η"),
                List.of(new Loop.Assignment("θ", Parser.parseExpression("θ − η·g"))), List.of());
    }

    private boolean isAdam() {
        return rule.equals("adam");
    }

    private Loop equation() {
        return isAdam() ? AdamWork.loop() : sgd();
    }

    @Override
    protected void prepare() {
        scalars = isAdam() ? AdamWork.scalars() : new float[] {1e-4f};
        rows = KernelCompiler.rows(equation(), 1, WIDTH);
        loop = KernelCompiler.floats(equation(), KernelMode.VECTOR);
        delta = Numbers.dense(batch * WIDTH, 2);
        list(Numbers.pixels(batch * INPUTS, DENSITY, 3));
        arrays = new float[equation().arrays().size()][INPUTS * WIDTH];
        arrays[1] = new float[TILE_ROWS * WIDTH];
        offsets = new int[arrays.length];
        System.arraycopy(start, 0, arrays[0], 0, start.length);
    }

    /// The entries of each column of x that are not zero.
    private void list(float[] x) {
        rowOf = new int[x.length];
        value = new float[x.length];
        int n = 0;
        for (int i = 0; i < INPUTS; i++) {
            starts[i] = n;
            for (int b = 0; b < batch; b++) {
                if (x[b * INPUTS + i] != 0) {
                    rowOf[n] = b;
                    value[n++] = x[b * INPUTS + i];
                }
            }
        }
        starts[INPUTS] = n;
    }

    @Override
    protected float[] plain() {
        afresh(() -> tiles(DenseKernels.scalar(), KernelCompiler.floats(equation(), KernelMode.SCALAR)));
        return arrays[0].clone();
    }

    @Override
    protected List<Way> ways() {
        return List.of(new Way("fused", () -> afresh(this::fused), arrays[0]),
                new Way("in tiles", () -> afresh(this::tiles), arrays[0]));
    }

    private void afresh(Runnable update) {
        System.arraycopy(start, 0, arrays[0], 0, start.length);
        for (int a = 2; a < arrays.length; a++) {
            arrays[a] = new float[INPUTS * WIDTH];
        }
        for (int i = 0; i < UPDATES; i++) {
            update.run();
        }
    }

    /// What moves where no row is left out: all but the gradient, read and written.
    @Override
    protected double bytes() {
        return isAdam() ? 6.0 * Float.BYTES * INPUTS * WIDTH : 0;
    }

    @Benchmark
    public void fused() {
        rows.run(arrays, offsets, scalars, 0, WIDTH, WIDTH, 0, INPUTS, starts, rowOf, value, delta, 0, WIDTH,
                !isAdam());
    }

    @Benchmark
    public void tiles() {
        tiles(DenseKernels.vectors(), loop);
    }

    private void tiles(DenseKernels kernels, FloatKernel update) {
        for (int first = 0; first < INPUTS; first += TILE_ROWS) {
            kernels.multiplyListed(TILE_ROWS, starts, first, first + 1, rowOf, value, WIDTH, delta, 0, WIDTH, zeros, 0,
                    0, arrays[1], 0, WIDTH);
            Arrays.fill(offsets, first * WIDTH);
            offsets[1] = 0;
            update.run(arrays, offsets, scalars, TILE_ROWS * WIDTH, NO_SUMS);
        }
    }
}
