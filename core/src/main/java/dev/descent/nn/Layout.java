package dev.descent.nn;

import java.util.ArrayList;
import java.util.List;

/// Where each parameter of a network stands in the one flat array.
///
/// Layer after layer: the weights, (in, out) row-major, then the biases as one more row. Every row is padded with zeros
/// to a multiple of 16 floats, whatever the machine's vectors are, so that layout and sums are the same everywhere.
/// Padding is in no count, no norm and no file.
public final class Layout {

    /// Rows begin at multiples of so many floats.
    public static final int GROUP = 16;

    /// A named matrix of the flat array.
    ///
    /// @param name    `layer1.weights` or `layer1.biases`
    /// @param rows    D for weights, 1 for biases
    /// @param columns H
    /// @param offset  where row 0 begins
    /// @param stride  from row to row, a multiple of 16
    public record View(String name, int rows, int columns, int offset, int stride) {
    }

    private final List<View> views;
    private final int length;
    private final int count;

    private Layout(List<View> views, int length, int count) {
        this.views = List.copyOf(views);
        this.length = length;
        this.count = count;
    }

    /// The layout of a network's parameters.
    public static Layout of(Network network) {
        List<View> views = new ArrayList<>();
        int at = 0;
        int number = 0;
        for (Dense layer : network.layers()) {
            number++;
            int stride = padded(layer.outputs());
            views.add(new View("layer" + number + ".weights", layer.inputs(), layer.outputs(), at, stride));
            at = Math.addExact(at, Math.multiplyExact(layer.inputs(), stride));
            views.add(new View("layer" + number + ".biases", 1, layer.outputs(), at, stride));
            at = Math.addExact(at, stride);
        }
        return new Layout(views, at, Math.toIntExact(network.count()));
    }

    /// The length of a row of `columns` numbers with its padding.
    public static int padded(int columns) {
        return Math.addExact(columns, GROUP - 1) / GROUP * GROUP;
    }

    /// The matrices: weights and biases of the first layer, of the second, and so on.
    public List<View> views() {
        return views;
    }

    /// The weights of layer `layer`, counted from 0.
    public View weights(int layer) {
        return views.get(2 * layer);
    }

    /// The biases of layer `layer`, counted from 0.
    public View biases(int layer) {
        return views.get(2 * layer + 1);
    }

    /// The length of the flat array, padding included.
    public int length() {
        return length;
    }

    /// n, how many parameters there are.
    public int count() {
        return count;
    }

    /// The real numbers of a flat array in order, without padding: what files hold. Serves parameters, gradients and an
    /// optimizer's states alike.
    ///
    /// @param padded (length)
    /// @return (count), new
    public float[] compact(float[] padded) {
        expect("padded", length, padded.length);
        float[] result = new float[count];
        int at = 0;
        for (View view : views) {
            for (int row = 0; row < view.rows; row++) {
                System.arraycopy(padded, view.offset + row * view.stride, result, at, view.columns);
                at += view.columns;
            }
        }
        return result;
    }

    /// The inverse of [#compact]: padding is +0.
    ///
    /// @param compact (count)
    /// @return (length), new
    public float[] expand(float[] compact) {
        float[] result = new float[length];
        expand(compact, result);
        return result;
    }

    /// The inverse of [#compact], into an array that is there. Padding is left as it is.
    ///
    /// @param compact (count)
    /// @param padded  (length) overwritten but for the padding
    public void expand(float[] compact, float[] padded) {
        expect("unpadded", count, compact.length);
        expect("padded", length, padded.length);
        int at = 0;
        for (View view : views) {
            for (int row = 0; row < view.rows; row++) {
                System.arraycopy(compact, at, padded, view.offset + row * view.stride, view.columns);
                at += view.columns;
            }
        }
    }

    /// The number of the layer, counted from 0, that owns the parameter at an index of the flat array.
    public int layerAt(int index) {
        int layer = 0;
        while (2 * layer + 2 < views.size() && views.get(2 * layer + 2).offset <= index) {
            layer++;
        }
        return layer;
    }

    private static void expect(String what, int expected, int given) {
        if (given != expected) {
            throw new IllegalArgumentException("expected " + expected + " " + what + " numbers, given " + given);
        }
    }
}
