package dev.descent.nn;

import dev.descent.kernel.DenseKernels;
import java.util.List;

/// Memory that all layers of a network use in turn.
final class Scratch {

    private final float[] panels;
    private final float[] zeros;
    private final float[][] operands;
    private final float[][] tiles;
    private final int[][] lit;

    /// @param rows of the largest batch
    Scratch(List<Dense> layers, int rows, int tile, int threads) {
        int widest = 0;
        int most = 0;
        for (Dense layer : layers) {
            int inputs = Layout.padded(layer.inputs());
            int outputs = Layout.padded(layer.outputs());
            widest = Math.max(widest, Math.max(inputs, outputs));
            most = Math.max(most, Math.max(inputs * outputs, rows * outputs));
        }
        panels = new float[most];
        zeros = new float[widest];
        operands = new float[threads][DenseKernels.SCRATCH];
        tiles = new float[threads][Math.max(tile, widest) + widest];
        lit = new int[threads][widest + Layout.GROUP];
    }

    /// Panels of the weights, their transposed, or δ: of the product in hand.
    float[] panels() {
        return panels;
    }

    /// As many as the widest layer has inputs or outputs; not to be written.
    float[] zeros() {
        return zeros;
    }

    /// What a thread's kernels take.
    float[] operands(int thread) {
        return operands[thread];
    }

    /// A thread's gradient tile, biases included, or a row of anything.
    float[] tile(int thread) {
        return tiles[thread];
    }

    /// A thread's list of weight rows.
    int[] lit(int thread) {
        return lit[thread];
    }
}
