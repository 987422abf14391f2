package dev.descent.nn;

import dev.descent.common.CounterRandom;
import dev.descent.common.CounterRandom.Purpose;

/// A network's numbers: one flat array, in the order of its [Layout].
public final class Parameters {

    private final Layout layout;
    private final float[] values;

    private Parameters(Layout layout, float[] values) {
        this.layout = layout;
        this.values = values;
    }

    /// All zero.
    public static Parameters zero(Network network) {
        Layout layout = Layout.of(network);
        return new Parameters(layout, new float[layout.length()]);
    }

    /// Where training starts: weights by each layer's [Initializer], biases 0. Weight (i, j) of layer l is a function
    /// of (seed, l, i·H + j) alone.
    public static Parameters initial(Network network, long seed) {
        Parameters result = zero(network);
        for (int l = 0; l < network.layers().size(); l++) {
            Dense layer = network.layers().get(l);
            double bound = Initializer.suiting(layer.activation()).bound(layer.inputs(), layer.outputs());
            CounterRandom random = CounterRandom.of(seed, Purpose.WEIGHTS, l);
            Layout.View weights = result.layout.weights(l);
            for (int i = 0; i < weights.rows(); i++) {
                for (int j = 0; j < weights.columns(); j++) {
                    double u = random.uniform((long) i * weights.columns() + j);
                    result.values[weights.offset() + i * weights.stride() + j] = (float) (bound * (2 * u - 1));
                }
            }
        }
        return result;
    }

    /// The parameters that a file holds, without padding.
    ///
    /// @param compact (count) as [#compact()] gives them
    public static Parameters fromCompact(Network network, float[] compact) {
        Layout layout = Layout.of(network);
        return new Parameters(layout, layout.expand(compact));
    }

    /// Other numbers for the same network, in the same order: an optimizer's mean of the parameters. Not a copy.
    ///
    /// @param padded (padded length)
    public Parameters over(float[] padded) {
        if (padded.length != values.length) {
            throw new IllegalArgumentException("the numbers of another network: " + padded.length + " and "
                    + values.length + " floats");
        }
        return new Parameters(layout, padded);
    }

    /// Where each parameter stands.
    public Layout layout() {
        return layout;
    }

    /// The flat array itself, padding included: whoever writes into it changes these parameters.
    public float[] values() {
        return values;
    }

    /// n, how many there are; padding is not counted.
    public int count() {
        return layout.count();
    }

    /// The real numbers without padding, new.
    public float[] compact() {
        return layout.compact(values);
    }

    /// An independent copy.
    public Parameters copy() {
        return new Parameters(layout, values.clone());
    }

    /// Takes over all numbers of `other`, which belongs to the same network.
    public void set(Parameters other) {
        if (other.values.length != values.length) {
            throw new IllegalArgumentException("the parameters of another network: " + other.values.length + " and "
                    + values.length + " floats");
        }
        System.arraycopy(other.values, 0, values, 0, values.length);
    }
}
