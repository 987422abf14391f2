package dev.descent.train;

import dev.descent.common.DescentException;
import dev.descent.data.Examples;
import dev.descent.data.Prepared;
import dev.descent.kernel.Workers;
import dev.descent.nn.Backprop;
import dev.descent.nn.Network;
import dev.descent.nn.Parameters;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A training that somebody else leads, update by update: for studies that look between the updates, choose the rate of
/// each, or try something and go back. Its updates have the bits of a [Trainer]'s.
///
/// ```java
/// TrainingSteps steps = TrainingSteps.begin(recipe, prepared);
/// double loss = steps.step();                  // as the recipe says
/// TrainingSteps.Point here = steps.point();
/// steps.step(10 * recipe.training().optimizer().lr());
/// steps.back(here);                            // as if it had never been
/// ```
/// On one thread, and for one thread at a time.
public final class TrainingSteps {

    private final Recipe recipe;
    private final Prepared data;
    private final Network network;
    private final TrainingState state;
    private final Backprop backprop;
    private final float @Nullable [] rowWeights;
    private final float @Nullable [] validationWeights;

    /// Where a training stands; see [#point()].
    public static final class Point {
        private final float[] parameters;
        private final float[][] arrays;
        private final double[] scalars;
        private final long step;
        private final long update;
        private final int epoch;
        private final int batch;

        private Point(TrainingState state) {
            parameters = state.parameters.values().clone();
            arrays = Arrays.stream(state.optimizer.arrays()).map(float[]::clone).toArray(float[][]::new);
            scalars = state.optimizer.scalars().clone();
            step = state.optimizer.step();
            update = state.update;
            epoch = state.epoch;
            batch = state.batch;
        }
    }

    private TrainingSteps(Recipe recipe, Prepared data) {
        this.recipe = recipe;
        this.data = data;
        network = NetworkChoice.of(recipe, data);
        float[] classes = recipe.data().balanced() ? ClassWeights.of(data.train(), data.target()) : null;
        rowWeights = classes == null ? null : ClassWeights.rows(classes, data.train());
        validationWeights = classes == null ? null : ClassWeights.rows(classes, data.validation());
        state = new TrainingState(recipe.training(), network, data.train(), rowWeights);
        backprop = new Backprop(network, Math.max(Math.min(recipe.training().batch(), data.train().rows()),
                NetworkChoice.BLOCK), Workers.single());
    }

    /// A training at its beginning.
    ///
    /// @throws DescentException (usage) where network or loss do not suit the task
    public static TrainingSteps begin(Recipe recipe, Prepared data) {
        return new TrainingSteps(recipe, data);
    }

    /// A run as it stood after `update` updates, by repeating what follows the newest checkpoint before it.
    ///
    /// @param data the run's data, prepared by its recipe
    /// @throws DescentException (data) where they are other data, or the run leaves the finite numbers before that
    public static TrainingSteps replay(RunFolder run, Prepared data, long update) {
        Recipe recipe = run.recipe();
        TrainingSteps steps = new TrainingSteps(recipe, data);
        Checkpoint.restore(run.checkpoints(), steps.state, Fingerprint.of(recipe, data), update);
        while (steps.state.update < update) {
            if (!Double.isFinite(steps.step())) {
                throw DescentException
                        .data("run " + run.id() + " cannot be repeated: update " + (steps.state.update + 1)
                                + " left the finite numbers, which it did not when the run was made.");
            }
        }
        return steps;
    }

    /// Makes the next update at the rate that recipe and schedule say.
    ///
    /// @return the batch's mean loss before it; NaN where it left the finite numbers, and then only [#back] helps
    public double step() {
        return step(state.lr());
    }

    /// Makes the next update at a rate of one's choice.
    ///
    /// @return as [#step()]
    public double step(double lr) {
        if (state.epochDone()) {
            measure();
            state.nextEpoch();
        }
        double loss = state.step(backprop, lr);
        return state.finite() ? loss : Double.NaN;
    }

    /// What a [Trainer] does with the validation loss at an epoch's end, as far as it changes later updates.
    private void measure() {
        RateReduction reduction = state.reduction;
        if (reduction != null) {
            double validation = validationLoss();
            reduction.measured(Double.isNaN(validation) ? state.takeLoss() : validation, state.update);
        }
        state.takeLoss();
    }

    /// Where it stands, to come back to.
    public Point point() {
        return new Point(state);
    }

    /// Goes back.
    public void back(Point point) {
        System.arraycopy(point.parameters, 0, state.parameters.values(), 0, point.parameters.length);
        state.optimizer.restore(point.step, point.arrays, point.scalars);
        state.update = point.update;
        state.epoch = point.epoch;
        state.batch = point.batch;
    }

    /// The recipe.
    public Recipe recipe() {
        return recipe;
    }

    /// The prepared rows.
    public Prepared data() {
        return data;
    }

    /// The network.
    public Network network() {
        return network;
    }

    /// The parameters at which gradients are taken; live, not to be changed.
    public Parameters parameters() {
        return state.parameters;
    }

    /// A factor on each training row's loss, where classes are balanced; otherwise null.
    public float @Nullable [] rowWeights() {
        return rowWeights;
    }

    /// Updates done.
    public long update() {
        return state.update;
    }

    /// Updates of an epoch.
    public int updatesPerEpoch() {
        return state.updatesPerEpoch();
    }

    /// The rate of the next update, as recipe and schedule say.
    public double lr() {
        return state.lr();
    }

    /// The mean loss of the first `count` training rows at the parameters. Not finite where an output is not.
    public double trainingLoss(int count) {
        Examples rows = data.train();
        return backprop.loss(state.parameters, rows.x(), rows.targets(), rowWeights, 0, Math.min(count, rows.rows()));
    }

    /// The mean loss of some rows at some parameters of this network. Not finite where an output is not.
    ///
    /// @param weights a factor on each row's loss, or null for 1
    public double loss(Parameters at, Examples rows, float @Nullable [] weights) {
        return backprop.loss(at, rows.x(), rows.targets(), weights, 0, rows.rows());
    }

    /// The mean loss of the validation rows at the point that the rule evaluates; NaN where there are none.
    public double validationLoss() {
        Examples rows = data.validation();
        return rows.rows() == 0 ? Double.NaN : backprop.loss(state.evaluated(), rows.x(), rows.targets(),
                validationWeights, 0, rows.rows());
    }

    /// The gradient of some training rows' mean loss at the parameters.
    ///
    /// @param rows     which
    /// @param from     the first element of `rows` that counts
    /// @param count    how many, at most a batch or 1024
    /// @param gradient (padded length of the parameters) overwritten
    /// @return the mean loss; NaN where it left the finite numbers
    public double gradient(int[] rows, int from, int count, float[] gradient) {
        Examples examples = data.train();
        return backprop.gradient(state.parameters, examples.x(), examples.targets(), rowWeights, rows, from, count,
                gradient);
    }
}
