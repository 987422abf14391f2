package dev.descent.train;

import dev.descent.data.PreparationOptions;
import dev.descent.data.Shuffle;
import dev.descent.nn.Activation;
import dev.descent.nn.Loss;
import dev.descent.optim.Groups;
import dev.descent.optim.Optimizer;
import dev.descent.optim.Schedule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything that decides a run, apart from the data itself: two runs of one recipe on the same data end in the same
/// bits. Where the data must be seen to decide, a null stands for "choose", and the choice is told by the run.
///
/// @param data     which columns mean what, and which rows are held back
/// @param network  the shape of the network
/// @param training how its parameters are found
public record Recipe(DataPart data, NetworkPart network, TrainingPart training) {

    /// Which columns mean what, and which rows are held back.
    ///
    /// @param preparation target, task, columns, scaling
    /// @param validation  rows that steer: a share below 1, otherwise a number of rows
    /// @param holdOut     rows for the test at the end: a share below 1, otherwise a number of rows
    /// @param balanced    whether each class weighs the same in the loss, however many rows it has
    public record DataPart(PreparationOptions preparation, double validation, double holdOut, boolean balanced) {
    }

    /// The shape of the network.
    ///
    /// @param hidden     units of each hidden layer; empty is a linear or logistic model; null: 64,64 for tables and
    ///                   256,128 for images
    /// @param activation of the hidden layers
    /// @param loss       null: mse for a regression, logistic for two classes, cross-entropy for more
    public record NetworkPart(@Nullable List<Integer> hidden, Activation activation, @Nullable Loss loss) {

        public NetworkPart {
            hidden = hidden == null ? null : List.copyOf(hidden);
        }
    }

    /// How the parameters are found.
    ///
    /// @param optimizer  the rule with its settings: learning rate, L2, decay, clipping and mean of weights included
    /// @param groups     settings of the optimizer that differ for some layers, for weights or for biases
    /// @param schedule   the rate over time
    /// @param epochs     the budget in passes over the training rows, unless `updates` is above 0
    /// @param updates    the budget in updates; 0: `epochs` counts
    /// @param batch      rows that go through the network together; larger than the training rows means all of them
    /// @param accumulate so many batches make an update, from the mean over all their rows
    /// @param shuffle    when rows are put in a new order
    /// @param patience   epochs without a better validation loss after which to stop; 0 never stops early
    /// @param seed       for the split, the initial weights and the order of rows
    public record TrainingPart(Optimizer optimizer, Groups groups, Schedule schedule, int epochs, long updates,
            int batch, int accumulate, Shuffle shuffle, int patience, long seed) {

        /// Rows of an update, of `rows` training rows.
        public int rowsPerUpdate(int rows) {
            return (int) Math.min(rows, (long) batch * accumulate);
        }
    }

    /// The defaults: Adam, batch 32, at most 100 epochs, patience 10, rows split 64/16/20.
    public static Recipe defaults() {
        return builder().build();
    }

    /// Starts from the defaults.
    public static Builder builder() {
        return new Builder();
    }

    /// Starts from this recipe.
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.take(this);
        return builder;
    }

    /// This recipe as a JSON object, as `run.json` and `study.json` hold it.
    public Map<String, @Nullable Object> toJson() {
        return RecipeJson.write(this);
    }

    /// The same with another optimizer: what a comparison varies.
    public Recipe with(Optimizer optimizer) {
        return toBuilder().optimizer(optimizer).build();
    }

    /// The same with another seed.
    public Recipe withSeed(long seed) {
        return toBuilder().seed(seed).build();
    }

    /// Builds a recipe step by step.
    public static final class Builder extends RecipeOptions<Builder> {

        Builder() {
        }

        @Override
        protected Builder self() {
            return this;
        }

        /// The recipe, checked.
        ///
        /// @throws dev.descent.common.DescentException (usage) where options make no sense
        public Recipe build() {
            return recipe();
        }
    }
}
