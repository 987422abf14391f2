package dev.descent.kernel;

import dev.descent.equation.Loop;

/// Turns a [Loop] into code.
public final class KernelCompiler {

    private KernelCompiler() {
    }

    /// The loop over `float` arrays. Kernels are cached: equal loops share one.
    public static FloatKernel floats(Loop loop) {
        throw new UnsupportedOperationException("not compiled yet: " + loop.name());
    }

    /// The loop over `double` arrays. Kernels are cached: equal loops share one.
    public static DoubleKernel doubles(Loop loop) {
        throw new UnsupportedOperationException("not compiled yet: " + loop.name());
    }
}
