package dev.descent.nn;

/// Every input to every unit: f(x·W + b).
///
/// @param inputs     D
/// @param outputs    H, the units
/// @param activation f
public record Dense(int inputs, int outputs, Activation activation) implements Layer {

    public Dense {
        if (inputs < 1 || outputs < 1) {
            throw new IllegalArgumentException("a layer has at least one input and one unit, given " + inputs + " and "
                    + outputs);
        }
    }
}
