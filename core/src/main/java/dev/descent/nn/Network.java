package dev.descent.nn;

import java.util.ArrayList;
import java.util.List;

/// What is trained: dense layers one after the other and the loss at their end. It holds no numbers; those are
/// [Parameters].
///
/// Without hidden layers it is a linear model (regression losses) or a logistic one (classification losses).
///
/// @param inputs D, the features
/// @param layers from the features to the outputs; the last has no activation
/// @param loss   what is made small
public record Network(int inputs, List<Dense> layers, Loss loss) {

    public Network {
        layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("a network has at least one layer");
        }
        int width = inputs;
        for (Dense layer : layers) {
            if (layer.inputs() != width) {
                throw new IllegalArgumentException("a layer of " + layer.inputs() + " inputs follows " + width
                        + " outputs");
            }
            width = layer.outputs();
        }
        if (loss == Loss.LOGISTIC && width != 1) {
            throw new IllegalArgumentException("the logistic loss takes one output, given " + width);
        }
    }

    /// A multilayer perceptron.
    ///
    /// @param inputs     D, the features
    /// @param hidden     units of each hidden layer; none makes a linear or logistic model
    /// @param outputs    1 for a regression or the logistic loss, the number of classes for the cross-entropy
    /// @param activation of the hidden layers
    /// @param loss       what is made small
    public static Network mlp(int inputs, List<Integer> hidden, int outputs, Activation activation, Loss loss) {
        List<Dense> layers = new ArrayList<>();
        int width = inputs;
        for (int units : hidden) {
            layers.add(new Dense(width, units, activation));
            width = units;
        }
        layers.add(new Dense(width, outputs, Activation.IDENTITY));
        return new Network(inputs, layers, loss);
    }

    /// How many numbers come out of the last layer.
    public int outputs() {
        return layers.getLast().outputs();
    }

    /// How many parameters it has, padding not counted.
    public long count() {
        return layers.stream().mapToLong(layer -> (layer.inputs() + 1L) * layer.outputs()).sum();
    }
}
