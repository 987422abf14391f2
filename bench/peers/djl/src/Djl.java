import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
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
import java.nio.file.Path;

/** DJL's Trainer on its PyTorch engine, as its guide shows it. Arguments: batch, threads, folder
 * with rows; or tabular, threads. */
public final class Djl {

    public static void main(String[] arguments) throws Exception {
        boolean tabular = arguments[0].equals("tabular");
        int threads = Integer.parseInt(arguments[1]);
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        try (NDManager manager = NDManager.newBaseManager()) {
            if (tabular) {
                float[] x = Work.tabularFeatures();
                train("tabular", Work.TABULAR_BATCH, threads, Work.TABULAR_ROWS, 500,
                        manager.create(x, new Shape(Work.TABULAR_ROWS, Work.TABULAR_FEATURES)),
                        manager.create(Work.tabularTargets(x), new Shape(Work.TABULAR_ROWS, 1)), Work.TABULAR_HIDDEN, 1,
                        Loss.l2Loss(), Optimizer.adam().optLearningRateTracker(Tracker.fixed(0.001f)).build());
            } else {
                Work work = Work.read(Path.of(arguments[2]));
                int batch = Integer.parseInt(arguments[0]);
                float[] classes = new float[work.rows()];
                for (int row = 0; row < classes.length; row++) {
                    classes[row] = work.labels[row];
                }
                train("mlp", batch, threads, work.rows(), work.updates(batch),
                        manager.create(work.x, new Shape(work.rows(), Work.FEATURES)), manager.create(classes),
                        Work.HIDDEN, Work.CLASSES, Loss.softmaxCrossEntropyLoss(),
                        Optimizer.sgd().setLearningRateTracker(Tracker.fixed(Work.RATE)).build());
            }
        }
    }

    private static void train(String work, int batch, int threads, int rows, int perRepeat, NDArray x, NDArray y,
            int hidden, int outputs, Loss loss, Optimizer optimizer) throws Exception {
        ArrayDataset data = new ArrayDataset.Builder().setData(x).optLabels(y).setSampling(batch, true).build();
        SequentialBlock net = new SequentialBlock().add(Linear.builder().setUnits(hidden).build()).add(Activation::relu)
                .add(Linear.builder().setUnits(hidden).build()).add(Activation::relu)
                .add(Linear.builder().setUnits(outputs).build());
        try (Model model = Model.newInstance(work)) {
            model.setBlock(net);
            try (Trainer trainer = model.newTrainer(new DefaultTrainingConfig(loss).optOptimizer(optimizer))) {
                trainer.initialize(new Shape(batch, x.getShape().get(1)));
                Work.measure("djl", "trainer", work, batch, threads, rows, perRepeat, updates -> {
                    int done = 0;
                    for (Batch next : trainer.iterateDataset(data)) {
                        EasyTrain.trainBatch(trainer, next);
                        trainer.step();
                        next.close();
                        if (++done == updates) {
                            break;
                        }
                    }
                });
            }
        }
    }
}
