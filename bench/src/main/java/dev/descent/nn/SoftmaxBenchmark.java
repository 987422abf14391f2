package dev.descent.nn;

import dev.descent.bench.Numbers;
import dev.descent.bench.Twin;
import dev.descent.equation.Elementary;
import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/// Softmax, cross-entropy and its derivative for a batch of ten classes.
public class SoftmaxBenchmark extends Twin {

    private static final int CLASSES = 10;
    private static final int STRIDE = Layout.padded(CLASSES);

    @Param({"1", "10", "100", "1000"})
    int batch = 1;

    private LossPass pass = pass();
    private float[] z = {};

    /// δ, and the loss behind it.
    private float[] result = {};

    private LossPass pass() {
        return new LossPass(Network.mlp(1, List.of(), CLASSES, Activation.RELU, Loss.CROSS_ENTROPY), batch);
    }

    @Override
    protected void prepare() {
        pass = pass();
        z = Numbers.dense(batch * STRIDE, 1);
        result = new float[batch * STRIDE + 1];
        Arrays.fill(pass.weights, 1);
        for (int row = 0; row < batch; row++) {
            pass.targets[row] = row % CLASSES;
        }
    }

    /// The definition, row by row, in the order that the pass promises.
    @Override
    protected float[] plain() {
        float[] plain = new float[result.length];
        double loss = 0;
        for (int r = 0; r < batch; r++) {
            int at = r * STRIDE;
            float largest = Float.NEGATIVE_INFINITY;
            for (int j = 0; j < CLASSES; j++) {
                largest = Math.max(largest, z[at + j]);
            }
            float sum = 0;
            for (int j = 0; j < CLASSES; j++) {
                plain[at + j] = Elementary.exp(z[at + j] - largest);
                sum += plain[at + j];
            }
            int target = (int) pass.targets[r];
            loss += -(z[at + target] - largest) + Elementary.log(sum);
            for (int j = 0; j < CLASSES; j++) {
                plain[at + j] = (plain[at + j] / sum - (j == target ? 1 : 0)) * (float) (1.0 / batch);
            }
        }
        plain[batch * STRIDE] = (float) loss;
        return plain;
    }

    @Override
    protected List<Way> ways() {
        return List.of(new Way("the pass", this::checked, result));
    }

    private void checked() {
        Arrays.fill(result, 0);
        lossAndSlopes();
    }

    @Benchmark
    public boolean lossAndSlopes() {
        result[batch * STRIDE] = (float) pass.sum(z, batch);
        return pass.slopes(result, batch);
    }
}
