import static org.bytedeco.pytorch.global.torch.addmm;
import static org.bytedeco.pytorch.global.torch.cross_entropy;
import static org.bytedeco.pytorch.global.torch.from_blob;
import static org.bytedeco.pytorch.global.torch.manual_seed;
import static org.bytedeco.pytorch.global.torch.mse_loss;
import static org.bytedeco.pytorch.global.torch.one_hot;
import static org.bytedeco.pytorch.global.torch.randperm;
import static org.bytedeco.pytorch.global.torch.relu;
import static org.bytedeco.pytorch.global.torch.set_num_threads;

import java.nio.file.Path;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * libtorch in two forms. Arguments: modules|manual, batch, threads, folder with rows; or tabular, threads.
 */
public final class Libtorch {

    private static final TensorOptions LONG = new TensorOptions(ScalarType.Long);
    private static final Scalar ONE = new Scalar(1f);
    private static final Scalar MINUS_RATE = new Scalar(-Work.RATE);
    private static final Scalar ZERO = new Scalar(0f);

    /** Three linear layers with ReLU between them, as libtorch's users write it. */
    private static final class Net extends Module {
        final LinearImpl first;
        final LinearImpl second;
        final LinearImpl third;

        Net(int inputs, int hidden, int outputs) {
            first = register_module("first", new LinearImpl(inputs, hidden));
            second = register_module("second", new LinearImpl(hidden, hidden));
            third = register_module("third", new LinearImpl(hidden, outputs));
        }

        Tensor forward(Tensor x) {
            return third.forward(relu(second.forward(relu(first.forward(x)))));
        }
    }

    public static void main(String[] arguments) throws Exception {
        manual_seed(1);
        if (arguments[0].equals("tabular")) {
            int threads = Integer.parseInt(arguments[1]);
            set_num_threads(threads);
            tabular(threads);
        } else {
            int threads = Integer.parseInt(arguments[2]);
            set_num_threads(threads);
            digits(arguments[0], Integer.parseInt(arguments[1]), threads, Work.read(Path.of(arguments[3])));
        }
    }

    private static void digits(String form, int batch, int threads, Work work) throws Exception {
        int rows = work.rows();
        Tensor x = from_blob(new FloatPointer(work.x), rows, Work.FEATURES).clone();
        long[] classes = new long[rows];
        for (int row = 0; row < rows; row++) {
            classes[row] = work.labels[row];
        }
        Tensor y = Tensor.create(classes);
        Net net = new Net(Work.FEATURES, Work.HIDDEN, Work.CLASSES);
        SGD optimizer = new SGD(net.parameters(), new SGDOptions(Work.RATE));
        boolean manual = form.equals("manual");
        Work.measure("libtorch", form, "mlp", batch, threads, rows, work.updates(batch), updates -> {
            try (PointerScope epoch = new PointerScope()) {
                Tensor order = randperm(rows, LONG);
                for (int update = 0; update < updates; update++) {
                    try (PointerScope scope = new PointerScope()) {
                        Tensor chosen = order.narrow(0, (long) update * batch % (rows - batch + 1), batch);
                        Tensor xs = x.index_select(0, chosen);
                        Tensor ys = y.index_select(0, chosen);
                        if (manual) {
                            manualUpdate(net, xs, ys, batch);
                        } else {
                            optimizer.zero_grad();
                            cross_entropy(net.forward(xs), ys).backward();
                            optimizer.step();
                        }
                    }
                }
            }
        });
    }

    /** The gradient of softmax cross-entropy through three layers by hand, each product added straight to its
     * weights. */
    private static void manualUpdate(Net net, Tensor x, Tensor y, int batch) {
        try (NoGradGuard guard = new NoGradGuard()) {
            Tensor w1 = net.first.weight();
            Tensor w2 = net.second.weight();
            Tensor w3 = net.third.weight();
            Tensor h1 = addmm(net.first.bias(), x, w1.t()).relu_();
            Tensor h2 = addmm(net.second.bias(), h1, w2.t()).relu_();
            Tensor outputs = addmm(net.third.bias(), h2, w3.t());
            Tensor target = one_hot(y, Work.CLASSES).to(ScalarType.Float);
            Tensor d3 = outputs.softmax(1).sub_(target).div_(new Scalar((float) batch));
            Tensor d2 = d3.mm(w3).mul_(h2.gt(ZERO));
            Tensor d1 = d2.mm(w2).mul_(h1.gt(ZERO));
            w3.addmm_(d3.t(), h2, ONE, MINUS_RATE);
            w2.addmm_(d2.t(), h1, ONE, MINUS_RATE);
            w1.addmm_(d1.t(), x, ONE, MINUS_RATE);
            net.third.bias().add_(d3.sum(0), MINUS_RATE);
            net.second.bias().add_(d2.sum(0), MINUS_RATE);
            net.first.bias().add_(d1.sum(0), MINUS_RATE);
        }
    }

    private static void tabular(int threads) throws Exception {
        float[] features = Work.tabularFeatures();
        Tensor x = from_blob(new FloatPointer(features), Work.TABULAR_ROWS, Work.TABULAR_FEATURES).clone();
        Tensor y = from_blob(new FloatPointer(Work.tabularTargets(features)), Work.TABULAR_ROWS, 1).clone();
        Net net = new Net(Work.TABULAR_FEATURES, Work.TABULAR_HIDDEN, 1);
        Optimizer optimizer = new Adam(net.parameters(), new AdamOptions(0.001));
        int batch = Work.TABULAR_BATCH;
        Work.measure("libtorch", "modules", "tabular", batch, threads, Work.TABULAR_ROWS, 500, updates -> {
            try (PointerScope epoch = new PointerScope()) {
                Tensor order = randperm(Work.TABULAR_ROWS, LONG);
                for (int update = 0; update < updates; update++) {
                    try (PointerScope scope = new PointerScope()) {
                        Tensor chosen = order.narrow(0, (long) update * batch, batch);
                        optimizer.zero_grad();
                        mse_loss(net.forward(x.index_select(0, chosen)), y.index_select(0, chosen)).backward();
                        optimizer.step();
                    }
                }
            }
        });
    }
}
