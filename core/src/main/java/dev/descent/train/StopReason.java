package dev.descent.train;

/// Why a training ended.
public enum StopReason {
    /// All epochs or updates are done.
    BUDGET,
    /// Validation got no better for the given patience.
    EARLY,
    /// Numbers were no longer finite, or exploded.
    DIVERGED,
    /// The user asked for it.
    INTERRUPTED
}
