package dev.descent.bench;

import dev.descent.equation.ElementwiseFunction;
import dev.descent.equation.Loop;
import dev.descent.kernel.FloatKernel;
import dev.descent.kernel.KernelCompiler;
import dev.descent.kernel.KernelMode;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/// Functions and activations over numbers in the nearest caches: on vectors, and number by number, which HotSpot may make
/// vectors of by itself. `relu-chain` and `tanh-chain` are the step of the chain rule, in place on δ, which is copied anew for
/// each call: δ that goes on shrinking becomes subnormal, which some processors handle slowly.
public class FunctionBenchmark extends Twin {

    @Param({"exp", "log", "tanh", "relu", "relu-chain", "tanh-chain"})
    String function = "exp";

    @Param("8192")
    int numbers = 8192;

    private static final float[] NO_SCALARS = {};
    private static final double[] NO_SUMS = {};
    private final int[] offsets = new int[2];
    private FloatKernel vectors = kernel(KernelMode.VECTOR);
    private FloatKernel scalars = kernel(KernelMode.SCALAR);
    private float[] delta = {};
    private float[][] ofVectors = {};
    private float[][] ofScalars = {};

    private FloatKernel kernel(KernelMode mode) {
        return KernelCompiler.floats(loop(), mode);
    }

    private Loop loop() {
        return switch (function) {
            case "relu" -> ElementwiseFunction.of("relu", "max(x, 0)", "x").loop("y");
            case "relu-chain" -> ElementwiseFunction.of("relu", "max(x, 0)", "x").chainLoop("x");
            case "tanh-chain" -> ElementwiseFunction.of("tanh", "tanh(x)", "x").chainLoop("x");
            default -> ElementwiseFunction.of(function, function + "(x)", "x").loop("y");
        };
    }

    @Override
    protected void prepare() {
        vectors = kernel(KernelMode.VECTOR);
        scalars = kernel(KernelMode.SCALAR);
        float[] x = function.equals("log") ? Numbers.pixels(numbers, 1, 1) : Numbers.dense(numbers, 1);
        delta = function.endsWith("chain") ? Numbers.dense(numbers, 2) : new float[0];
        ofVectors = new float[][] {x, new float[numbers]};
        ofScalars = new float[][] {x, new float[numbers]};
    }

    @Override
    protected float[] plain() {
        float[][] arrays = {ofVectors[0], new float[numbers]};
        run(KernelCompiler.floats(loop(), KernelMode.INTERPRET), arrays);
        return arrays[1];
    }

    @Override
    protected List<Way> ways() {
        return List.of(new Way("vectors", this::vectors, ofVectors[1]),
                new Way("scalars", this::scalars, ofScalars[1]));
    }

    @Override
    protected double bytes() {
        return 2.0 * Float.BYTES * numbers;
    }

    @Benchmark
    public void vectors() {
        run(vectors, ofVectors);
    }

    @Benchmark
    public void scalars() {
        run(scalars, ofScalars);
    }

    private void run(FloatKernel kernel, float[][] arrays) {
        System.arraycopy(delta, 0, arrays[1], 0, delta.length);
        kernel.run(arrays, offsets, NO_SCALARS, numbers, NO_SUMS);
    }
}
