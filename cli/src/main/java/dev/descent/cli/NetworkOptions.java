package dev.descent.cli;

import dev.descent.train.RecipeOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The shape of the network.
final class NetworkOptions {

    @Option(names = "--hidden", paramLabel = "UNITS", order = 44, description = "Units of each hidden layer: 64,64; "
            + "none for a linear or logistic model (default: 64,64; images 256,128).")
    @Nullable
    String hidden;

    @Option(names = "--activation", paramLabel = "NAME", order = 45,
            description = "Of the hidden layers: relu (default), tanh, sigmoid, gelu or silu.")
    @Nullable
    String activation;

    @Option(names = "--loss", paramLabel = "NAME", order = 46, description = "mse, mae, huber, logistic or "
            + "cross-entropy (default: by the task).")
    @Nullable
    String loss;

    /// Puts what was given into a recipe; what was not keeps the recipe's default.
    void apply(RecipeOptions<?> recipe) {
        if (hidden != null) {
            recipe.hidden(hidden.strip().equals("none") ? List.of() : Numbers.whole("--hidden", hidden, 1));
        }
        if (activation != null) {
            recipe.activation(activation);
        }
        if (loss != null) {
            recipe.loss(loss);
        }
    }
}
