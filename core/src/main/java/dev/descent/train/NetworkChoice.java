package dev.descent.train;

import dev.descent.common.DescentException;
import dev.descent.data.Prepared;
import dev.descent.data.Task;
import dev.descent.nn.Loss;
import dev.descent.nn.Network;
import java.util.List;

/// Fills in what a recipe leaves to the data: the hidden layers, the loss, the number of threads.
final class NetworkChoice {

    /// Rows that go through the network at a time where no gradient is asked for.
    static final int BLOCK = 1024;
    /// Hidden layers for tables: on housing prices more gains little, and a penguin's species does not mind.
    static final List<Integer> TABLE = List.of(64, 64);
    /// Hidden layers for images.
    static final List<Integer> IMAGES = List.of(256, 128);
    /// Multiplications in an update below which sharing it costs more than it gains.
    private static final long WORTH_SHARING = 4_000_000;

    private NetworkChoice() {
    }

    static Network of(Recipe recipe, Prepared data) {
        boolean images = data.preparation().images();
        List<Integer> hidden = recipe.network().hidden();
        List<Integer> units = hidden != null ? hidden : images ? IMAGES : TABLE;
        Task task = data.target().task();
        int classes = data.target().classes().size();
        Loss given = recipe.network().loss();
        Loss loss = given != null ? given : switch (task) {
            case REGRESSION -> Loss.MSE;
            case CLASSIFICATION -> classes == 2 ? Loss.LOGISTIC : Loss.CROSS_ENTROPY;
        };
        if (loss.task() != task) {
            throw DescentException.usage("The loss " + loss.option() + " is for " + loss.task().option()
                    + ", the target \"" + data.target().name() + "\" is a " + task.option()
                    + ". Choose another loss, or the task.");
        }
        if (loss == Loss.LOGISTIC && classes != 2) {
            throw DescentException.usage("The loss logistic is for 2 classes, the target \"" + data.target().name()
                    + "\" has " + classes + ": use cross-entropy.");
        }
        int outputs = loss == Loss.CROSS_ENTROPY ? classes : 1;
        Network network = Network.mlp(data.preparation().features(), units, outputs, recipe.network().activation(),
                loss);
        long bytes = network.count() * Float.BYTES * 8;
        long heap = Runtime.getRuntime().maxMemory();
        if (bytes > heap * 0.8) {
            throw new DescentException(DescentException.Kind.OUT_OF_MEMORY, "A network of " + network.count()
                    + " parameters needs about " + (bytes >> 20) + " MB to train, and " + (heap >> 20)
                    + " MB may be used: choose fewer hidden units, or give Java more (-Xmx).");
        }
        return network;
    }

    static int threads(Recipe recipe, Prepared data, Network network) {
        long rows = Math.min(recipe.training().batch(), data.train().rows());
        return rows * network.count() < WORTH_SHARING ? 1 : Runtime.getRuntime().availableProcessors();
    }
}
