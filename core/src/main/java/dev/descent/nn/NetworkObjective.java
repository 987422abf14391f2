package dev.descent.nn;

import dev.descent.data.Examples;
import dev.descent.objective.CurvedObjective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The mean loss of a network over some rows as a function of its parameters, in double, with exact Hessian-vector
/// products: the backward pass differentiated once more along a direction (Pearlmutter 1994, "Fast exact multiplication by
/// the Hessian"), which costs about twice a gradient and never forms the matrix.
///
/// Training computes in float, where rounding (6e-8 of each term) would drown the small eigenvalues that tell a saddle
/// from a minimum. This second path in double is slower, plain, and derived from the same equations: activations, losses
/// and all their derivatives come from [Activation#equation()] and [Loss#equation()]. Tests hold it against float
/// gradients and finite differences.
///
/// Penalties (`l2`, `decay`) belong to the update rule and are not part of it. At kinks second derivatives are 0: a
/// network of ReLUs has the curvature of the linear pieces around the point. Not for several threads at a time.
public final class NetworkObjective implements CurvedObjective {

    private static final int BLOCK = 64;

    private final Network network;
    private final Examples examples;
    private final float @Nullable [] weights;
    private final int[] rows;
    private final int size;
    private final List<CurvedLayer> layers = new ArrayList<>();
    private final CurvedLoss loss;
    private final double[] input;

    /// @param weights (N) a factor on each row's loss, or null for 1
    /// @param rows    which rows count
    public NetworkObjective(Network network, Examples examples, float @Nullable [] weights, int[] rows) {
        this.network = network;
        this.examples = examples;
        this.weights = weights;
        this.rows = rows.clone();
        size = Math.toIntExact(network.count());
        int at = 0;
        for (Dense layer : network.layers()) {
            layers.add(new CurvedLayer(layer, at, BLOCK));
            at += (layer.inputs() + 1) * layer.outputs();
        }
        loss = new CurvedLoss(network, BLOCK);
        input = new double[BLOCK * network.inputs()];
    }

    /// Over all rows.
    public static NetworkObjective of(Network network, Examples examples) {
        return new NetworkObjective(network, examples, null, IntStream.range(0, examples.rows()).toArray());
    }

    /// The parameters as this takes them: without padding, in the order of the [Layout].
    public static double[] point(Parameters parameters) {
        float[] compact = parameters.compact();
        return IntStream.range(0, compact.length).mapToDouble(i -> compact[i]).toArray();
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public double valueAndGradient(double[] theta, double[] gradient) {
        Arrays.fill(gradient, 0);
        double sum = 0;
        for (int from = 0; from < rows.length; from += BLOCK) {
            int count = take(from);
            sum += forward(theta, count);
            for (int l = layers.size() - 1; l >= 0; l--) {
                CurvedLayer layer = layers.get(l);
                layer.chain(count, false);
                layer.addGradient(below(l), count, gradient);
                if (l > 0) {
                    layer.down(layers.get(l - 1), theta, null, count);
                }
            }
        }
        return sum / rows.length;
    }

    @Override
    public void hessianTimes(double[] theta, double[] direction, double[] product) {
        Arrays.fill(product, 0);
        for (int from = 0; from < rows.length; from += BLOCK) {
            int count = take(from);
            forward(theta, count);
            for (int l = 0; l < layers.size(); l++) {
                layers.get(l).forwardAlong(theta, direction, below(l), belowAlong(l), count);
            }
            CurvedLayer last = layers.getLast();
            loss.along(last.a, last.aAlong, count, rows.length, last.deltaAlong);
            for (int l = layers.size() - 1; l >= 0; l--) {
                CurvedLayer layer = layers.get(l);
                layer.chain(count, true);
                layer.addProduct(below(l), belowAlong(l), count, product);
                if (l > 0) {
                    layer.down(layers.get(l - 1), theta, direction, count);
                }
            }
        }
    }

    /// The share of a hidden layer's units whose slope, on the mean of the rows, is next to nothing, so that hardly anything
    /// reaches the weights below them: ReLUs that are silent, sigmoids and hyperbolic tangents far out. The layer with the
    /// largest share counts, because what it holds back reaches nobody below; 0 without hidden layers.
    ///
    /// @param slope what counts as next to nothing, such as 0.01
    public double flatUnits(double[] theta, double slope) {
        List<double[]> slopes = layers.subList(0, layers.size() - 1).stream()
                .map(layer -> new double[layer.outputs()]).toList();
        for (int from = 0; from < rows.length; from += BLOCK) {
            int count = take(from);
            forward(theta, count);
            for (int l = 0; l < slopes.size(); l++) {
                layers.get(l).addSlopes(count, slopes.get(l));
            }
        }
        double limit = slope * rows.length;
        return slopes.stream().mapToDouble(layer -> Arrays.stream(layer).map(sum -> sum < limit ? 1 : 0).average()
                .orElse(0)).max().orElse(0);
    }

    private double[] below(int layer) {
        return layer == 0 ? input : layers.get(layer - 1).a;
    }

    private double @Nullable [] belowAlong(int layer) {
        return layer == 0 ? null : layers.get(layer - 1).aAlong;
    }

    private int take(int from) {
        int count = Math.min(BLOCK, rows.length - from);
        int width = network.inputs();
        for (int r = 0; r < count; r++) {
            int row = rows[from + r];
            for (int j = 0; j < width; j++) {
                input[r * width + j] = examples.x()[row * width + j];
            }
            loss.targets[r] = examples.targets()[row];
            loss.weights[r] = weights == null ? 1 : weights[row];
        }
        return count;
    }

    private double forward(double[] theta, int count) {
        for (int l = 0; l < layers.size(); l++) {
            layers.get(l).forward(theta, below(l), count);
        }
        return loss.sum(layers.getLast().a, count, rows.length, layers.getLast().delta);
    }
}
