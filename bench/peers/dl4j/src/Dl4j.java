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

/** Deeplearning4j. Arguments: see {@link Work.Task}; forms `plain` and `tuned` differ in the environment only. */
public final class Dl4j {

    public static void main(String[] arguments) throws Exception {
        Work.Task task = Work.Task.of("dl4j", arguments);
        Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
        Nd4j.getEnvironment().setMaxThreads(task.threads());
        Nd4j.getEnvironment().setMaxMasterThreads(task.threads());
        switch (task.work()) {
            case "mlp" -> digits(task);
            case "tabular" -> {
                float[] x = Work.tabularFeatures();
                Work.Training training = training(task.batch(),
                        net(new Adam(0.001), Work.TABULAR_FEATURES, Work.TABULAR_HIDDEN, 1, LossFunction.MSE,
                                Activation.IDENTITY),
                        matrix(x, Work.TABULAR_ROWS, Work.TABULAR_FEATURES),
                        matrix(Work.tabularTargets(x), Work.TABULAR_ROWS, 1));
                Work.measure(task, Work.TABULAR_ROWS, training);
            }
            case "small" -> small(task);
            default -> throw new IllegalArgumentException("unknown work " + task.work());
        }
        System.exit(0); // its threads would keep the process
    }

    private static void digits(Work.Task task) throws Exception {
        byte[] labels = Work.labels(task.folder());
        INDArray features = Nd4j.create(DataType.FLOAT, labels.length, Work.FEATURES);
        INDArray targets = Nd4j.create(DataType.FLOAT, labels.length, Work.CLASSES);
        Work.readRows(task.folder(), features.data().asNioFloat());
        for (int row = 0; row < labels.length; row++) {
            targets.data().put((long) row * Work.CLASSES + labels[row], 1f);
        }
        MultiLayerNetwork net = net(new Sgd(Work.RATE), Work.FEATURES, Work.HIDDEN, Work.CLASSES, LossFunction.MCXENT,
                Activation.SOFTMAX);
        Work.measure(task, labels.length, training(task.batch(), net, features, targets));
    }

    private static void small(Work.Task task) throws Exception {
        float[] table = Work.small(task.folder());
        MultiLayerNetwork net = new MultiLayerNetwork(new NeuralNetConfiguration.Builder().seed(1)
                .updater(new Sgd(Work.SMALL_RATE)).list()
                .layer(new OutputLayer.Builder(LossFunction.MSE).nIn(2).nOut(1).activation(Activation.IDENTITY).build())
                .build());
        net.init();
        Work.Training training = training(task.batch(), net, matrix(Work.columns(table, 0, 2), Work.SMALL_ROWS, 2),
                matrix(Work.columns(table, 2, 3), Work.SMALL_ROWS, 1));
        for (int epoch = 0; epoch < Work.SMALL_EPOCHS; epoch++) {
            training.updates(Work.SMALL_ROWS / task.batch());
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

    private static Work.Training training(int batch, MultiLayerNetwork net, INDArray features, INDArray targets) {
        SplittableRandom random = new SplittableRandom(1);
        int[] order = new int[(int) features.rows()];
        Arrays.setAll(order, i -> i);
        return updates -> {
            Work.shuffle(order, random);
            for (int update = 0; update < updates; update++) {
                int[] chosen = Arrays.copyOfRange(order, update * batch, (update + 1) * batch);
                INDArray xs = Nd4j.pullRows(features, 1, chosen);
                INDArray ys = Nd4j.pullRows(targets, 1, chosen);
                net.fit(xs, ys);
                xs.close();
                ys.close();
            }
        };
    }
}
