import static org.bytedeco.pytorch.global.torch.from_blob;
import static org.bytedeco.pytorch.global.torch.manual_seed;
import static org.bytedeco.pytorch.global.torch.mse_loss;
import static org.bytedeco.pytorch.global.torch.randperm;
import static org.bytedeco.pytorch.global.torch.set_num_threads;

import java.nio.file.Path;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** libtorch. Arguments: see {@link Work.Task}; the forms are explained in README.md. */
public final class Libtorch {

    static final TensorOptions LONG = new TensorOptions(ScalarType.Long);

    public static void main(String[] arguments) throws Exception {
        Work.Task task = Work.Task.of(System.getProperty("peer", "libtorch"), arguments);
        manual_seed(1);
        set_num_threads(task.threads());
        switch (task.work()) {
            case "mlp" -> Digits.measure(task);
            case "tabular" -> tabular(task);
            case "small" -> small(task.batch(), task.folder());
            default -> Rules.measure(task);
        }
    }

    /** A copy in libtorch's own memory. */
    static Tensor tensor(float[] values, int rows, int columns) {
        try (FloatPointer pointer = new FloatPointer(values)) {
            return from_blob(pointer, rows, columns).clone();
        }
    }

    private static void tabular(Work.Task task) throws Exception {
        float[] features = Work.tabularFeatures();
        Tensor x = tensor(features, Work.TABULAR_ROWS, Work.TABULAR_FEATURES);
        Tensor y = tensor(Work.tabularTargets(features), Work.TABULAR_ROWS, 1);
        if (task.form().equals("manual")) {
            TabularByHand net = new TabularByHand(x, y, task.batch());
            Work.measure(task, Work.TABULAR_ROWS, net::updates);
            return;
        }
        Net net = new Net(Work.TABULAR_FEATURES, Work.TABULAR_HIDDEN, 1);
        TensorVector parameters = net.parameters();
        Adam adam = new Adam(parameters, new AdamOptions(0.001));
        Fused fused = task.form().equals("fused") ? Fused.of("adam", parameters) : null;
        int batch = task.batch();
        Work.measure(task, Work.TABULAR_ROWS, updates -> {
            try (PointerScope epoch = new PointerScope()) {
                Tensor order = randperm(Work.TABULAR_ROWS, LONG);
                for (int update = 0; update < updates; update++) {
                    try (PointerScope scope = new PointerScope()) {
                        Tensor chosen = order.narrow(0, (long) update * batch, batch);
                        adam.zero_grad();
                        mse_loss(net.forward(x.index_select(0, chosen)), y.index_select(0, chosen)).backward();
                        if (fused != null) {
                            fused.step(parameters);
                        } else {
                            adam.step();
                        }
                    }
                }
            }
        });
    }

    /** Linear regression; the caller times the process. */
    private static void small(int batch, Path folder) throws Exception {
        float[] table = Work.small(folder);
        Tensor x = tensor(Work.columns(table, 0, 2), Work.SMALL_ROWS, 2);
        Tensor y = tensor(Work.columns(table, 2, 3), Work.SMALL_ROWS, 1);
        LinearImpl net = new LinearImpl(2, 1);
        SGD optimizer = new SGD(net.parameters(), new SGDOptions(Work.SMALL_RATE));
        float last = 0;
        for (int e = 0; e < Work.SMALL_EPOCHS; e++) {
            try (PointerScope epoch = new PointerScope()) {
                Tensor order = randperm(Work.SMALL_ROWS, LONG);
                for (int from = 0; from < Work.SMALL_ROWS; from += batch) {
                    try (PointerScope scope = new PointerScope()) {
                        Tensor chosen = order.narrow(0, from, batch);
                        optimizer.zero_grad();
                        Tensor loss = mse_loss(net.forward(x.index_select(0, chosen)), y.index_select(0, chosen));
                        loss.backward();
                        optimizer.step();
                        if (from + batch == Work.SMALL_ROWS) {
                            last = loss.item_float();
                        }
                    }
                }
            }
        }
        System.out.println("loss " + last);
    }
}
