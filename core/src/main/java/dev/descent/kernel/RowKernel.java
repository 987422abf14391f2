package dev.descent.kernel;

/// A rule's loop over rows of a weight matrix whose gradient is a short sum of outer products, `G = Σ xᵀ·δ` over the rows
/// of a small batch. The gradient is formed in registers right where the rule uses it and never stored: at small batches
/// most of an update's time would go into writing it and reading it again.
public interface RowKernel {

    /// Updates rows `first` to `last`−1. Row i of the gradient is one chain for each column j: from +0,
    /// `value[n]·delta[deltaAt + index[n]·deltaRow + j]` for n from `starts[i]` to `starts[i + 1]`−1, then `+ 0.0f`.
    ///
    /// @param arrays    in the order of the loop's arrays; in the gradient's place `width` floats of scratch, overwritten
    /// @param offsets   scratch, as many as arrays, overwritten
    /// @param scalars   in the order of the loop's scalars
    /// @param at        where row 0 begins in all arrays but the gradient
    /// @param stride    from row to row
    /// @param width     how many j, the one that the kernel was made for
    /// @param starts    where each row's entries begin
    /// @param delta     element (b, j) is `delta[deltaAt + b·deltaRow + j]`
    /// @param skipEmpty leaves rows without entries alone
    /// @return whether every value stored in the first array is surely finite; false where their sum overflows, too
    boolean run(float[][] arrays, int[] offsets, float[] scalars, int at, int stride, int width, int first, int last,
            int[] starts, int[] index, float[] value, float[] delta, int deltaAt, int deltaRow, boolean skipEmpty);
}
