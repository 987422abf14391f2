package dev.descent.cli;

import dev.descent.common.DescentException;
import dev.descent.train.RecipeOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The shape of the network and the budget, as far as one training and a comparison share them.
final class TrainingOptions {

    @Option(names = "--epochs", paramLabel = "N", order = 40,
            description = "At most that many passes over the training rows (default: 100).")
    @Nullable
    Integer epochs;

    @Option(names = "--updates", paramLabel = "N", order = 41, description = "At most that many updates, instead.")
    @Nullable
    Long updates;

    @Option(names = "--batch", paramLabel = "ROWS", split = ",", hideParamSyntax = true, order = 42,
            description = "Rows per update; more than there are means all (default: 32). Several for lr-find: 8,32,128.")
    List<Integer> batch = List.of();

    @Option(names = "--accumulate", paramLabel = "N", order = 43, description = "So many batches make an update, from "
            + "the mean over all their rows (default: 1).")
    @Nullable
    Integer accumulate;

    @Option(names = "--schedule", paramLabel = "SCHEDULE", order = 43, description = "The rate over time: constant "
            + "(default), step:every=30epochs, exponential, inverse-time, polynomial, cosine, one-cycle, plateau; "
            + "\"warmup=5%%, cosine\"; or an equation in lr, t, T, epoch: \"lr*0.5^floor(t/1000)\".")
    @Nullable
    String schedule;

    @Option(names = "--decay-biases", paramLabel = "on|off", order = 43, description = "Whether l2 and decay pull at "
            + "biases too (default: on, as the published rules have it).")
    String decayBiases = "on";

    @Option(names = "--shuffle", paramLabel = "WHEN", order = 43,
            description = "When rows are put in a new order: each-epoch (default), once or off.")
    @Nullable
    String shuffle;

    @Mixin
    NetworkOptions network = new NetworkOptions();

    @Option(names = "--seed", paramLabel = "N", order = 47,
            description = "For the split, the initial weights and the order of rows (default: 1).")
    long seed = 1;

    @Option(names = "--threads", paramLabel = "N", order = 48,
            description = "Threads; never changes a bit of the result (default: as many as help).")
    @Nullable
    Integer threads;

    /// Puts what was given into a recipe; what was not keeps the recipe's default.
    void apply(RecipeOptions<?> recipe) {
        if (epochs != null && updates != null) {
            throw DescentException.usage("--epochs " + epochs + " and --updates " + updates
                    + ": give one of them, the budget is counted in epochs or in updates");
        }
        if (epochs != null) {
            recipe.epochs(epochs);
        }
        if (updates != null) {
            atLeastOne("--updates", updates);
            recipe.updates(updates);
        }
        if (batch.size() > 1) {
            throw DescentException.usage("--batch " + batch + ": expected one number of rows here; several are for "
                    + "lr-find");
        }
        batch.forEach(recipe::batch);
        if (accumulate != null) {
            recipe.accumulate(accumulate);
        }
        if (schedule != null) {
            recipe.schedule(schedule);
        }
        recipe.decayBiases(DataOptions.onOff("--decay-biases", decayBiases));
        if (shuffle != null) {
            recipe.shuffle(shuffle);
        }
        network.apply(recipe);
        if (threads != null) {
            atLeastOne("--threads", threads);
        }
        recipe.seed(seed);
    }

    private static void atLeastOne(String option, long value) {
        if (value < 1) {
            throw DescentException.usage(option + " " + value + ": expected 1 or more");
        }
    }
}
