import static org.bytedeco.pytorch.global.torch.addmm_out;
import static org.bytedeco.pytorch.global.torch.empty;
import static org.bytedeco.pytorch.global.torch.index_select_out;
import static org.bytedeco.pytorch.global.torch.mm_out;
import static org.bytedeco.pytorch.global.torch.randn;
import static org.bytedeco.pytorch.global.torch.randperm;
import static org.bytedeco.pytorch.global.torch.sum_out;
import static org.bytedeco.pytorch.global.torch.threshold_backward_out;
import static org.bytedeco.pytorch.global.torch.zeros;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/**
 * 13-64-64-1 without modules and autograd: all weights are views of one vector, all gradients of another, products go
 * into buffers that are kept, and one call of the fused Adam moves the whole vector.
 */
final class TabularByHand {

    private static final int[] SIZES = {Work.TABULAR_FEATURES, Work.TABULAR_HIDDEN, Work.TABULAR_HIDDEN, 1};

    private final Tensor rows;
    private final Tensor targets;
    private final int batch;
    private final Tensor[] weights = new Tensor[3];
    private final Tensor[] turnedWeights = new Tensor[3];
    private final Tensor[] biases = new Tensor[3];
    private final Tensor[] weightGradients = new Tensor[3];
    private final Tensor[] biasGradients = new Tensor[3];
    private final Tensor[] h = new Tensor[4];
    private final Tensor[] turned = new Tensor[3];
    private final Tensor[] d = new Tensor[3];
    private final Tensor target;
    private final TensorVector parameters;
    private final Fused adam;
    private final Scalar zero = new Scalar(0f);
    private final Scalar twoOverBatch;

    TabularByHand(Tensor rows, Tensor targets, int batch) {
        this.rows = rows;
        this.targets = targets;
        this.batch = batch;
        this.twoOverBatch = new Scalar(2f / batch);
        int count = 0;
        for (int l = 0; l < 3; l++) {
            count += SIZES[l] * SIZES[l + 1] + SIZES[l + 1];
        }
        Tensor theta = zeros(count);
        Tensor gradient = zeros(count);
        int at = 0;
        h[0] = empty(batch, SIZES[0]);
        for (int l = 0; l < 3; l++) {
            int in = SIZES[l];
            int out = SIZES[l + 1];
            weights[l] = theta.narrow(0, at, in * out).view(in, out);
            weights[l].copy_(randn(in, out).mul_(new Scalar((float) Math.sqrt(2.0 / in))));
            turnedWeights[l] = weights[l].t();
            weightGradients[l] = gradient.narrow(0, at, in * out).view(in, out);
            at += in * out;
            biases[l] = theta.narrow(0, at, out);
            biasGradients[l] = gradient.narrow(0, at, out);
            at += out;
            turned[l] = h[l].t();
            h[l + 1] = empty(batch, out);
            d[l] = empty(batch, in);
        }
        target = empty(batch, 1);
        theta.mutable_grad().put(gradient);
        parameters = new TensorVector(theta);
        adam = Fused.of("adam", parameters);
    }

    void updates(int count) {
        try (PointerScope epoch = new PointerScope(); NoGradGuard guard = new NoGradGuard()) {
            Tensor order = randperm(Work.TABULAR_ROWS, Libtorch.LONG);
            for (int i = 0; i < count; i++) {
                try (PointerScope scope = new PointerScope()) {
                    update(order.narrow(0, (long) i * batch, batch));
                }
            }
        }
    }

    private void update(Tensor chosen) {
        index_select_out(h[0], rows, 0, chosen);
        index_select_out(target, targets, 0, chosen);
        for (int l = 0; l < 3; l++) {
            addmm_out(h[l + 1], biases[l], h[l], weights[l]);
            if (l < 2) {
                h[l + 1].relu_();
            }
        }
        Tensor delta = h[3].sub_(target).mul_(twoOverBatch);
        for (int l = 2; l >= 0; l--) {
            mm_out(weightGradients[l], turned[l], delta);
            sum_out(biasGradients[l], delta, 0);
            if (l > 0) {
                mm_out(d[l], delta, turnedWeights[l]);
                threshold_backward_out(d[l], d[l], h[l], zero);
            }
            delta = d[l];
        }
        adam.step(parameters);
    }
}
