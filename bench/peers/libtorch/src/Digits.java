import static org.bytedeco.pytorch.global.torch.cross_entropy;
import static org.bytedeco.pytorch.global.torch.empty;
import static org.bytedeco.pytorch.global.torch.one_hot;
import static org.bytedeco.pytorch.global.torch.randperm;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** 784-500-500-10 in every form of libtorch. */
final class Digits {

    /** One update on the rows that a tensor of row numbers names. */
    private interface Update {
        void on(Tensor chosen);
    }

    private Digits() {
    }

    static void measure(Work.Task task) throws Exception {
        byte[] labels = Work.labels(task.folder());
        int rows = labels.length;
        Tensor x = empty(rows, Work.FEATURES);
        FloatBuffer memory = new FloatPointer(x.data_ptr_float()).capacity((long) rows * Work.FEATURES).asBuffer();
        Work.readRows(task.folder(), memory);
        long[] classes = new long[rows];
        for (int row = 0; row < rows; row++) {
            classes[row] = labels[row];
        }
        Tensor y = Tensor.create(classes);
        Update update = update(task, x, y);
        int batch = task.batch();
        Work.measure(task, rows, updates -> {
            try (PointerScope epoch = new PointerScope()) {
                Tensor order = randperm(rows, Libtorch.LONG);
                for (int i = 0; i < updates; i++) {
                    try (PointerScope scope = new PointerScope()) {
                        update.on(order.narrow(0, (long) i * batch, batch));
                    }
                }
            }
        });
    }

    private static Update update(Work.Task task, Tensor x, Tensor y) {
        Net net = new Net(Work.FEATURES, Work.HIDDEN, Work.CLASSES);
        return switch (task.form()) {
            case "modules" -> {
                SGD optimizer = new SGD(net.parameters(), new SGDOptions(Work.RATE));
                yield chosen -> {
                    optimizer.zero_grad();
                    cross_entropy(net.forward(x.index_select(0, chosen)), y.index_select(0, chosen)).backward();
                    optimizer.step();
                };
            }
            case "fused" -> {
                SGD zeroing = new SGD(net.parameters(), new SGDOptions(Work.RATE));
                TensorVector parameters = net.parameters();
                Fused fused = Fused.of("sgd", parameters);
                yield chosen -> {
                    zeroing.zero_grad();
                    cross_entropy(net.forward(x.index_select(0, chosen)), y.index_select(0, chosen)).backward();
                    fused.step(parameters);
                };
            }
            case "manual" -> new ByHand(net, x, targets(y), task.batch(), false)::update;
            case "turned" -> new ByHand(net, x, targets(y), task.batch(), true)::update;
            default -> throw new IllegalArgumentException("unknown form " + task.form());
        };
    }

    private static Tensor targets(Tensor y) {
        return one_hot(y, Work.CLASSES).to(ScalarType.Float);
    }
}
