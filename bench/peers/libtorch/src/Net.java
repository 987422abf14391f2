import static org.bytedeco.pytorch.global.torch.relu;

import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;

/** Three linear layers with ReLU between them, as libtorch's users write it. */
final class Net extends Module {

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
