import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Deeplearning4j. Arguments: plain|tuned, batch, threads, folder with rows; or plain|tuned, tabular, threads. */
public final class Dl4j {

    public static void main(String[] arguments) throws Exception {
        String form = arguments[0];
        int threads = Integer.parseInt(arguments[2]);
        Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
        Nd4j.getEnvironment().setMaxThreads(threads);
        Nd4j.getEnvironment().setMaxMasterThreads(threads);
        if (arguments[1].equals("tabular")) {
            float[] x = Work.tabularFeatures();
            INDArray features = matrix(x, Work.TABULAR_ROWS, Work.TABULAR_FEATURES);
            INDArray targets = matrix(Work.tabularTargets(x), Work.TABULAR_ROWS, 1);
            MultiLayerNetwork net = net(new Adam(0.001), Work.TABULAR_FEATURES, Work.TABULAR_HIDDEN, 1,
                    LossFunction.MSE, Activation.IDENTITY);
            measure(form, "tabular", Work.TABULAR_BATCH, threads, 500, net, features, targets);
        } else {
            int batch = Integer.parseInt(arguments[1]);
            Work work = Work.read(Path.of(arguments[3]));
            INDArray features = Nd4j.create(DataType.FLOAT, work.rows(), Work.FEATURES);
            INDArray targets = Nd4j.create(DataType.FLOAT, work.rows(), Work.CLASSES);
            features.data().asNioFloat().put(work.x);
            for (int row = 0; row < work.rows(); row++) {
                targets.data().put((long) row * Work.CLASSES + work.labels[row], 1f);
            }
            MultiLayerNetwork net = net(new Sgd(Work.RATE), Work.FEATURES, Work.HIDDEN, Work.CLASSES,
                    LossFunction.MCXENT, Activation.SOFTMAX);
            measure(form, "mlp", batch, threads, Math.min(work.updates(batch), batch == 1 ? 1_000 : 2_000), net,
                    features, targets);
        }
    }

    private static INDArray matrix(float[] values, int rows, int columns) {
        INDArray matrix = Nd4j.create(DataType.FLOAT, rows, columns);
        matrix.data().asNioFloat().put(values);
        return matrix;
    }

    private static MultiLayerNetwork net(IUpdater updater, int inputs, int hidden, int outputs, LossFunction loss,
            Activation last) {
        MultiLayerNetwork net = new MultiLayerNetwork(new NeuralNetConfiguration.Builder().seed(1).updater(updater)
                .weightInit(WeightInit.XAVIER).list()
                .layer(new DenseLayer.Builder().nIn(inputs).nOut(hidden).activation(Activation.RELU).build())
                .layer(new DenseLayer.Builder().nIn(hidden).nOut(hidden).activation(Activation.RELU).build())
                .layer(new OutputLayer.Builder(loss).nIn(hidden).nOut(outputs).activation(last).build()).build());
        net.init();
        return net;
    }

    private static void measure(String form, String work, int batch, int threads, int perRepeat, MultiLayerNetwork net,
            INDArray features, INDArray targets) throws Exception {
        int rows = (int) features.rows();
        SplittableRandom random = new SplittableRandom(1);
        int[] order = new int[rows];
        Arrays.setAll(order, i -> i);
        Work.measure("dl4j", form, work, batch, threads, rows, perRepeat, updates -> {
            for (int i = rows - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int swap = order[i];
                order[i] = order[j];
                order[j] = swap;
            }
            for (int update = 0; update < updates; update++) {
                int from = (int) ((long) update * batch % (rows - batch + 1));
                int[] chosen = Arrays.copyOfRange(order, from, from + batch);
                INDArray xs = Nd4j.pullRows(features, 1, chosen);
                INDArray ys = Nd4j.pullRows(targets, 1, chosen);
                net.fit(xs, ys);
                xs.close();
                ys.close();
            }
        });
    }
}
