import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import smile.classification.MLP;
import smile.model.mlp.Layer;
import smile.model.mlp.OutputFunction;
import smile.util.function.TimeFunction;

/** Smile's perceptron, which takes rows one at a time. Arguments: see {@link Work.Task}; mlp only. */
public final class Smile {

    public static void main(String[] arguments) throws Exception {
        Work.Task task = Work.Task.of("smile", arguments);
        byte[] labels = Work.labels(task.folder());
        float[] flat = new float[labels.length * Work.FEATURES];
        Work.readRows(task.folder(), FloatBuffer.wrap(flat));
        double[][] x = new double[labels.length][Work.FEATURES];
        int[] y = new int[labels.length];
        for (int row = 0; row < labels.length; row++) {
            y[row] = labels[row];
            for (int j = 0; j < Work.FEATURES; j++) {
                x[row][j] = flat[row * Work.FEATURES + j];
            }
        }
        MLP net = new MLP(Layer.input(Work.FEATURES), Layer.rectifier(Work.HIDDEN), Layer.rectifier(Work.HIDDEN),
                Layer.mle(Work.CLASSES, OutputFunction.SOFTMAX));
        net.setLearningRate(TimeFunction.constant(Work.RATE));
        SplittableRandom random = new SplittableRandom(1);
        int[] order = new int[labels.length];
        Arrays.setAll(order, i -> i);
        int batch = task.batch();
        Work.measure(task, labels.length, updates -> {
            Work.shuffle(order, random);
            for (int update = 0; update < updates; update++) {
                if (batch == 1) {
                    net.update(x[order[update]], y[order[update]]);
                    continue;
                }
                double[][] xs = new double[batch][];
                int[] ys = new int[batch];
                for (int i = 0; i < batch; i++) {
                    xs[i] = x[order[update * batch + i]];
                    ys[i] = y[order[update * batch + i]];
                }
                net.update(xs, ys);
            }
        });
    }
}
