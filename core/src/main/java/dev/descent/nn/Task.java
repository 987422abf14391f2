package dev.descent.nn;

/// What a network predicts.
public enum Task {
    /// A number.
    REGRESSION,
    /// One of two or more classes.
    CLASSIFICATION
}
