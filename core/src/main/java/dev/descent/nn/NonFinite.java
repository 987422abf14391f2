package dev.descent.nn;

/// Where an update left the finite numbers.
///
/// @param where what was infinite or NaN first
/// @param layer in which layer, counted from 1
public record NonFinite(Where where, int layer) {

    /// What can be infinite or NaN.
    public enum Where {
        /// A unit's output on the way forward. No weight has been touched.
        ACTIVATION,
        /// The loss. No weight has been touched.
        LOSS,
        /// A derivative on the way back. No weight has been touched.
        DELTA,
        /// A gradient of the weights. Where gradient and rule run fused, some weights have been touched.
        GRADIENT,
        /// A weight, after the update: the parameters and the optimizer's state are spoilt and must be restored.
        PARAMETERS
    }

    /// Whether parameters and state may have changed, so that they must be restored from a snapshot.
    public boolean touched() {
        return where == Where.GRADIENT || where == Where.PARAMETERS;
    }
}
