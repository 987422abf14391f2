package dev.descent.kernel;

/// A compiled [dev.descent.equation.Loop] over `double` arrays.
@FunctionalInterface
public interface DoubleKernel {

    /// Runs the loop over `count` elements of every array; array `a` starts at `offsets[a]`. Any length: kernels go
    /// over long arrays in blocks by themselves, and allocate nothing.
    ///
    /// An array that stands under two names must stand there at the same offset, and is read as it was before the loop
    /// wherever its own name has not been assigned yet. So `y ← tanh(x)` may work in place.
    ///
    /// @param arrays  in the order of the loop's arrays; those that the loop assigns are overwritten
    /// @param offsets the first element of each array
    /// @param scalars in the order of the loop's scalars
    /// @param count   how many elements
    /// @param sums    overwritten with the loop's sums over these elements, in order, each taken in the order of
    ///                [dev.descent.equation.FixedSum]; unused and possibly empty where the loop has none
    /// @throws IndexOutOfBoundsException where an array is too short; nothing has been written then
    void run(double[][] arrays, int[] offsets, double[] scalars, int count, double[] sums);
}
