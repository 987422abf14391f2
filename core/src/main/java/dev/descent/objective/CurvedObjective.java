package dev.descent.objective;

/// An [Objective] that also says how its gradient changes along a direction: H·v with the Hessian H, exactly, without
/// ever forming the matrix. That is enough to find its extreme eigenvalues: see [Spectrum].
public interface CurvedObjective extends Objective {

    /// Writes H(theta)·direction into `product`.
    ///
    /// @param theta     (size) the point, left as it is
    /// @param direction (size) left as it is
    /// @param product   (size) overwritten
    void hessianTimes(double[] theta, double[] direction, double[] product);
}
