package dev.descent.kernel;

/// One generated pass over `double` arrays. Implemented by hidden classes only.
@FunctionalInterface
interface DoubleBody {

    /// Runs elements `from` to `from + count` of the arrays; in scratch rows they are the first `count`.
    ///
    /// @param arrays  the loop's, array `a` starting at `offsets[a]`
    /// @param scalars the loop's
    /// @param scratch rows that passes hand values on in
    /// @param chains  those of the loop's sums, which a pass of vectors adds to
    void run(double[][] arrays, int[] offsets, double[] scalars, double[][] scratch, int from, int count,
            double[][] chains);
}
