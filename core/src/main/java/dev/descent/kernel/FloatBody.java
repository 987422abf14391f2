package dev.descent.kernel;

/// One generated pass over `float` arrays. Implemented by hidden classes only.
@FunctionalInterface
interface FloatBody {

    /// Runs elements `from` to `from + count` of the arrays; in scratch rows they are the first `count`.
    ///
    /// @param arrays  the loop's, array `a` starting at `offsets[a]`
    /// @param scalars the loop's
    /// @param scratch rows that passes hand values on in
    /// @param chains  those of the loop's sums, which a pass of vectors adds to
    void run(float[][] arrays, int[] offsets, float[] scalars, float[][] scratch, int from, int count,
            double[][] chains);
}
