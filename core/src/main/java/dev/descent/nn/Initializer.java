package dev.descent.nn;

/// How weights start: uniform in (−a, a), which keeps the spread of the signal from layer to layer. Biases start at 0.
public enum Initializer {
    /// a = √(6/D), variance 2/D: for activations that silence half of their input (He, Zhang, Ren and Sun 2015,
    /// equation 10).
    HE,
    /// a = √(6/(D + H)), variance 2/(D + H): for the others (Glorot and Bengio 2010, equation 16).
    GLOROT;

    /// The one that suits an activation.
    public static Initializer suiting(Activation activation) {
        return switch (activation) {
            case RELU, GELU, SILU -> HE;
            case IDENTITY, TANH, SIGMOID -> GLOROT;
        };
    }

    /// a, for a layer of `inputs` and `outputs`.
    public double bound(int inputs, int outputs) {
        return switch (this) {
            case HE -> StrictMath.sqrt(6.0 / inputs);
            case GLOROT -> StrictMath.sqrt(6.0 / (inputs + outputs));
        };
    }
}
