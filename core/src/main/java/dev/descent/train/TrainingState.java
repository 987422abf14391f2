package dev.descent.train;

import dev.descent.data.Batches;
import dev.descent.data.Examples;
import dev.descent.nn.Backprop;
import dev.descent.nn.Layout;
import dev.descent.nn.Network;
import dev.descent.nn.Parameters;
import dev.descent.optim.Groups;
import dev.descent.optim.LayerRows;
import dev.descent.optim.OptimizerState;
import dev.descent.optim.Plateau;
import dev.descent.optim.Stretch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything that changes during a run, so that what is copied here is all that a snapshot, a checkpoint or a resumed
/// run needs. Randomness is not part of it: every order of rows is a function of (seed, epoch).
final class TrainingState {

    private final Recipe.TrainingPart recipe;
    private final Examples examples;
    private final float @Nullable [] weights;
    private final Batches batches;
    private final long planned;

    final Parameters parameters;
    final OptimizerState optimizer;
    final EarlyStopping stopping;
    /// What lowers the rate where the loss stands still; null where nothing does.
    final @Nullable RateReduction reduction;
    /// The parameters of the best validation loss; null before the first validation.
    @Nullable
    Parameters best;
    /// Updates done.
    long update;
    /// Epochs done.
    int epoch;
    /// Batches of the current epoch that are done.
    int batch;
    /// Batch losses since the last point of the history: their sum weighted by rows, and the rows.
    double lossSum;
    long lossRows;
    /// The same since the last progress mark.
    double markSum;
    long markRows;
    /// Time spent on training by earlier processes of a resumed run; decides nothing.
    double earlierSeconds;
    /// Bytes of the metrics log that belong to this state.
    long logLength;
    /// What was measured so far.
    final List<EpochPoint> history = new ArrayList<>();

    private int[] order = {};
    private int orderEpoch = -1;
    private double lastLr;

    TrainingState(Recipe.TrainingPart recipe, Network network, Examples examples, float @Nullable [] weights) {
        this.recipe = recipe;
        this.examples = examples;
        this.weights = weights;
        batches = new Batches(examples.rows(), recipe.rowsPerUpdate(examples.rows()), recipe.shuffle(), recipe.seed());
        planned = recipe.updates() > 0 ? recipe.updates() : (long) recipe.epochs() * batches.perEpoch();
        parameters = Parameters.initial(network, recipe.seed());
        optimizer = OptimizerState.of(recipe.optimizer(), stretches(recipe, parameters.layout()));
        stopping = new EarlyStopping(recipe.patience());
        Plateau plateau = recipe.schedule().plateau();
        reduction = plateau == null ? null : new RateReduction(plateau);
    }

    /// Makes the next update.
    ///
    /// @return the batch's mean loss before it; NaN where the update left the finite numbers
    double step(Backprop backprop) {
        return step(backprop, lr());
    }

    /// Makes the next update at a rate of somebody's choice.
    double step(Backprop backprop, double lr) {
        if (orderEpoch != epoch) {
            order = batches.order(epoch);
            orderEpoch = epoch;
        }
        int rows = batches.count(batch);
        lastLr = lr;
        double loss = backprop.updateInParts(parameters, examples.x(), examples.targets(), weights, order,
                batches.from(batch), rows, recipe.batch(), optimizer, lastLr);
        if (Double.isFinite(loss)) {
            lossSum += loss * rows;
            lossRows += rows;
            markSum += loss * rows;
            markRows += rows;
            update++;
            batch++;
        }
        return loss;
    }

    /// The learning rate of the next update.
    double lr() {
        double lr = recipe.schedule().at(recipe.optimizer().lr(), update + 1, planned, batches.perEpoch());
        return reduction == null ? lr : lr * reduction.share(update);
    }

    /// The learning rate of the update that was made last.
    double lastLr() {
        return lastLr;
    }

    /// Whether all batches of the epoch are done.
    boolean epochDone() {
        return batch == batches.perEpoch();
    }

    void nextEpoch() {
        epoch++;
        batch = 0;
    }

    /// Epochs done, with fraction.
    double epochs() {
        return epoch + (double) batch / batches.perEpoch();
    }

    /// Updates of the whole budget.
    long planned() {
        return planned;
    }

    int updatesPerEpoch() {
        return batches.perEpoch();
    }

    /// Takes the mean loss since the last point of the history and begins a new mean.
    double takeLoss() {
        double mean = lossRows == 0 ? Double.NaN : lossSum / lossRows;
        lossSum = 0;
        lossRows = 0;
        return mean;
    }

    /// Takes the mean loss since the last progress mark and begins a new mean.
    double takeMark() {
        double mean = markRows == 0 ? Double.NaN : markSum / markRows;
        markSum = 0;
        markRows = 0;
        return mean;
    }

    /// Keeps a point as the best.
    void keepAsBest(Parameters point) {
        if (best == null) {
            best = point.copy();
        } else {
            best.set(point);
        }
    }

    /// The point that is evaluated now: the parameters, or what the rule says instead, such as their mean. Not a copy.
    Parameters evaluated() {
        float[] values = optimizer.evaluated(parameters.values());
        return values == parameters.values() ? parameters : parameters.over(values);
    }

    /// The parameters that prediction and the saved model use: the best where there was a validation.
    Parameters chosen() {
        return best == null ? evaluated() : best;
    }

    /// Whether all parameters are finite.
    boolean finite() {
        float sum = 0;
        for (float value : parameters.values()) {
            sum += 0 * value; // ±0, or NaN where the value is infinite or NaN
        }
        return sum == 0;
    }

    /// Each layer's rows: its weights and, as one more row, its biases; apart where their settings differ, or where the
    /// rule looks at weights as a matrix, of which biases are no row.
    private static List<Stretch> stretches(Recipe.TrainingPart recipe, Layout layout) {
        Groups groups = recipe.groups();
        boolean matrices = recipe.optimizer().rule().usesMatrices();
        int layers = layout.views().size() / 2;
        groups.check(layers);
        List<Stretch> stretches = new ArrayList<>();
        for (int l = 0; l < layers; l++) {
            Layout.View weights = layout.weights(l);
            Layout.View biases = layout.biases(l);
            Map<String, Double> ofWeights = groups.of(l, layers, false);
            Map<String, Double> ofBiases = groups.of(l, layers, true);
            boolean together = !matrices && ofWeights.equals(ofBiases);
            stretches.add(new Stretch(l, new LayerRows(weights.offset(), weights.rows() + (together ? 1 : 0),
                    weights.columns(), weights.stride()), ofWeights));
            if (!together) {
                stretches.add(new Stretch(l, new LayerRows(biases.offset(), 1, biases.columns(), biases.stride()),
                        ofBiases));
            }
        }
        return stretches;
    }
}
