package dev.descent.kernel;

/// A compiled [dev.descent.equation.Loop] over `float` arrays.
@FunctionalInterface
public interface FloatKernel {

    /// Runs the loop over `count` elements of every array; array `a` starts at `offsets[a]`.
    ///
    /// @param arrays  in the order of the loop's arrays; those that the loop assigns are overwritten. No two may overlap
    ///                unless they are the same array at the same offset.
    /// @param offsets the first element of each array
    /// @param scalars in the order of the loop's scalars
    /// @param count   how many elements
    /// @param sums    receives the loop's sums, in order (added by the caller to what other blocks gave); unused and
    ///                possibly empty where the loop has none
    void run(float[][] arrays, int[] offsets, float[] scalars, int count, double[] sums);
}
