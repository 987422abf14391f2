package dev.descent.nn;

/// One step of a network: from the outputs of the layer below to its own.
public sealed interface Layer permits Dense {

    /// D, how many numbers come in.
    int inputs();

    /// H, how many numbers go out.
    int outputs();
}
