package dev.descent.study;

/// 2/λ_max: above that rate plain gradient descent with full batches grows along the direction of the largest curvature.
///
/// @param rate   2/λ_max; infinite where nothing bends upwards
/// @param lambda λ_max
/// @param error  how far off λ_max can be
/// @param kind   how far it can be trusted
/// @param where  the point, in words: `at the initial weights (1,024 rows)`
public record StabilityLimit(double rate, double lambda, double error, Kind kind, String where) {

    /// How far a limit can be trusted.
    public enum Kind {
        /// The curvature is the same everywhere, or this is the very point that the descent comes to.
        EXACT,
        /// The curvature of one point; it changes on the way.
        ESTIMATE
    }
}
