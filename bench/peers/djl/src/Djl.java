import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** DJL's Trainer on its PyTorch engine, as its guide shows it. Arguments: see {@link Work.Task}. */
public final class Djl {

    public static void main(String[] arguments) throws Exception {
        Work.Task task = Work.Task.of("djl", arguments);
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(task.threads()));
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        try (NDManager manager = NDManager.newBaseManager()) {
            switch (task.work()) {
                case "mlp" -> digits(task, manager);
                case "tabular" -> {
                    float[] x = Work.tabularFeatures();
                    train(task, manager.create(x, new Shape(Work.TABULAR_ROWS, Work.TABULAR_FEATURES)),
                            manager.create(Work.tabularTargets(x), new Shape(Work.TABULAR_ROWS, 1)),
                            net(Work.TABULAR_HIDDEN, 1), Loss.l2Loss("l2", 1),
                            Optimizer.adam().optLearningRateTracker(Tracker.fixed(0.001f)).build());
                }
                case "small" -> {
                    float[] table = Work.small(task.folder());
                    train(task, manager.create(Work.columns(table, 0, 2), new Shape(Work.SMALL_ROWS, 2)),
                            manager.create(Work.columns(table, 2, 3), new Shape(Work.SMALL_ROWS, 1)),
                            Linear.builder().setUnits(1).build(), Loss.l2Loss("l2", 1),
                            Optimizer.sgd().setLearningRateTracker(Tracker.fixed(Work.SMALL_RATE)).build());
                }
                default -> rule(task, manager);
            }
        }
    }

    private static void digits(Work.Task task, NDManager manager) throws Exception {
        byte[] labels = Work.labels(task.folder());
        ByteBuffer rows = ByteBuffer.allocateDirect(4 * labels.length * Work.FEATURES).order(ByteOrder.nativeOrder());
        Work.readRows(task.folder(), rows.asFloatBuffer());
        float[] classes = new float[labels.length];
        for (int row = 0; row < classes.length; row++) {
            classes[row] = labels[row];
        }
        train(task, manager.create(rows.asFloatBuffer(), new Shape(labels.length, Work.FEATURES)),
                manager.create(classes), net(Work.HIDDEN, Work.CLASSES), Loss.softmaxCrossEntropyLoss(),
                Optimizer.sgd().setLearningRateTracker(Tracker.fixed(Work.RATE)).build());
    }

    private static Block net(int hidden, int outputs) {
        return new SequentialBlock().add(Linear.builder().setUnits(hidden).build()).add(Activation::relu)
                .add(Linear.builder().setUnits(hidden).build()).add(Activation::relu)
                .add(Linear.builder().setUnits(outputs).build());
    }

    private static void train(Work.Task task, NDArray x, NDArray y, Block net, Loss loss, Optimizer optimizer)
            throws Exception {
        int rows = (int) x.getShape().get(0);
        ArrayDataset data = new ArrayDataset.Builder().setData(x).optLabels(y).setSampling(task.batch(), true).build();
        try (Model model = Model.newInstance(task.work())) {
            model.setBlock(net);
            try (Trainer trainer = model.newTrainer(new DefaultTrainingConfig(loss).optOptimizer(optimizer))) {
                trainer.initialize(new Shape(task.batch(), x.getShape().get(1)));
                Work.Training training = updates -> {
                    int done = 0;
                    for (Batch next : trainer.iterateDataset(data)) {
                        EasyTrain.trainBatch(trainer, next);
                        trainer.step();
                        next.close();
                        if (++done == updates) {
                            break;
                        }
                    }
                };
                if (task.work().equals("small")) {
                    for (int epoch = 0; epoch < Work.SMALL_EPOCHS; epoch++) {
                        training.updates(rows / task.batch());
                    }
                } else {
                    Work.measure(task, rows, training);
                }
            }
        }
    }

    private static void rule(Work.Task task, NDManager manager) throws Exception {
        Tracker rate = Tracker.fixed(0.01f);
        Optimizer optimizer = switch (task.work()) {
            case "sgd" -> Optimizer.sgd().setLearningRateTracker(rate).build();
            case "momentum" -> Optimizer.sgd().setLearningRateTracker(rate).optMomentum(0.9f).build();
            case "adagrad" -> Optimizer.adagrad().optLearningRateTracker(rate).build();
            case "rmsprop" -> Optimizer.rmsprop().optLearningRateTracker(rate).build();
            case "adam" -> Optimizer.adam().optLearningRateTracker(rate).build();
            default -> throw new IllegalArgumentException("unknown work " + task.work());
        };
        NDArray theta = manager.randomUniform(0, 1, new Shape(Work.RULE_PARAMETERS));
        NDArray gradient = manager.randomUniform(0, 1, new Shape(Work.RULE_PARAMETERS));
        Work.measureRule(task, count -> {
            for (int i = 0; i < count; i++) {
                optimizer.update("theta", theta, gradient);
            }
        });
    }
}
