package dev.descent.objective;

/// A symmetric matrix that is known by what it does to a vector.
@FunctionalInterface
public interface SymmetricProduct {

    /// Writes the matrix times `vector` into `product`.
    ///
    /// @param vector  (n) left as it is
    /// @param product (n) overwritten
    void times(double[] vector, double[] product);
}
