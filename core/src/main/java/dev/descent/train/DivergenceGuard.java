package dev.descent.train;

import dev.descent.nn.Backprop;
import dev.descent.nn.NonFinite;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Watches every update for numbers that are no longer finite, or exploded, and gives back the last finite parameters.
///
/// The backward pass looks at activations, loss and derivatives before it touches a weight, but rule and gradient are
/// one fused loop, so an overflow in there is seen when some weights are already spoilt. Copying the parameters before
/// every update would cost as much as the update. So a snapshot is taken every [#EVERY] updates, which costs well below
/// one percent, and a spoilt run is repeated from it up to the update before: updates are deterministic, so this gives
/// the very bits that were lost.
final class DivergenceGuard {

    /// Updates between snapshots: a replay is short, and the copies do not show.
    static final int EVERY = 256;
    /// A batch loss so many times the larger of 1 and the first one is an explosion: no run that was seen to come back
    /// went there, and a few updates later it would be infinite.
    static final double EXPLOSION = 1e9;
    private static final int COURSE = 4;

    private final TrainingState state;
    private final Backprop backprop;
    private final Deque<Double> course = new ArrayDeque<>();
    private final float[] parameters;
    private final float[][] arrays;
    private double[] scalars = {};
    private long step;
    private long update = -1;
    private int epoch;
    private int batch;
    private double first = Double.NaN;
    private long seen;

    DivergenceGuard(TrainingState state, Backprop backprop) {
        this.state = state;
        this.backprop = backprop;
        parameters = new float[state.parameters.values().length];
        arrays = new float[state.optimizer.arrays().length][];
    }

    /// Called before each update: takes a snapshot when one is due.
    ///
    /// @return false where the parameters turn out to be spoilt already; they are then restored
    boolean remember() {
        if (update >= 0 && state.update - update < EVERY) {
            return true;
        }
        if (!state.finite()) {
            restore();
            return false;
        }
        System.arraycopy(state.parameters.values(), 0, parameters, 0, parameters.length);
        float[][] live = state.optimizer.arrays();
        for (int i = 0; i < live.length; i++) {
            arrays[i] = live[i].clone();
        }
        scalars = state.optimizer.scalars().clone();
        step = state.optimizer.step();
        update = state.update;
        epoch = state.epoch;
        batch = state.batch;
        return true;
    }

    /// Looks at an update's loss.
    ///
    /// @return what was seen; null where all is well
    @Nullable
    String check(double loss) {
        NonFinite nonFinite = backprop.nonFinite();
        seen = state.update;
        if (nonFinite != null || !Double.isFinite(loss)) {
            seen = state.update + 1;
            if (nonFinite == null || nonFinite.touched()) {
                restore();
            }
            return nonFinite == null ? "the loss is no longer finite" : words(nonFinite);
        }
        if (Double.isNaN(first)) {
            first = loss;
        }
        if (loss > EXPLOSION * Math.max(1, first)) {
            return "the loss exploded from " + Numbers.brief(first) + " to " + Numbers.brief(loss);
        }
        course.addLast(loss);
        if (course.size() > COURSE) {
            course.removeFirst();
        }
        return null;
    }

    /// The divergence for what was seen.
    Divergence explain(String where, double stableRate, String optimizer) {
        double lr = state.lastLr();
        return new Divergence(seen, state.epoch + 1, where, new ArrayList<>(course), lr, stableRate,
                StableRate.advice(lr, stableRate, optimizer));
    }

    /// Goes back to the snapshot and repeats the updates since, stopping before the one that spoils the parameters.
    void restore() {
        long until = state.update + 1;
        System.arraycopy(parameters, 0, state.parameters.values(), 0, parameters.length);
        state.optimizer.restore(step, arrays, scalars);
        state.update = update;
        state.epoch = epoch;
        state.batch = batch;
        float[] before = parameters.clone();
        while (state.update < until) {
            if (state.epochDone()) {
                state.nextEpoch();
            }
            System.arraycopy(state.parameters.values(), 0, before, 0, before.length);
            long done = state.update;
            double loss = state.step(backprop);
            if (!Double.isFinite(loss) || !state.finite()) {
                System.arraycopy(before, 0, state.parameters.values(), 0, before.length);
                state.update = done;
                seen = done + 1;
                return;
            }
        }
    }

    private static String words(NonFinite nonFinite) {
        return switch (nonFinite.where()) {
            case ACTIVATION -> "the outputs of layer " + nonFinite.layer() + " are no longer finite";
            case LOSS -> "the loss is no longer finite";
            case DELTA -> "the derivatives of layer " + nonFinite.layer() + " are no longer finite";
            case GRADIENT -> "the gradient of layer " + nonFinite.layer() + " is no longer finite";
            case PARAMETERS -> "the weights of layer " + nonFinite.layer() + " are no longer finite";
        };
    }
}
