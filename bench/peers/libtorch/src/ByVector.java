import static org.bytedeco.pytorch.global.torch.addmv;
import static org.bytedeco.pytorch.global.torch.mv;
import static org.bytedeco.pytorch.global.torch.threshold_backward;

import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * An update on one row by products of matrix and vector and outer products in place, without modules and autograd. With
 * skipping, only the rows of weights that meet a non-zero input are read and written, gathered and put back.
 */
final class ByVector {

    private static final Scalar ONE = new Scalar(1f);
    private static final Scalar ZERO = new Scalar(0f);
    private static final Scalar STEP = new Scalar(-Work.RATE);

    private final Tensor rows;
    private final Tensor targets;
    private final boolean skip;
    /** (inputs, outputs) in memory. */
    private final Tensor[] weights = new Tensor[3];
    private final Tensor[] biases = new Tensor[3];

    ByVector(Net net, Tensor rows, Tensor targets, boolean skip) {
        this.rows = rows;
        this.targets = targets;
        this.skip = skip;
        LinearImpl[] layers = {net.first, net.second, net.third};
        for (int l = 0; l < 3; l++) {
            weights[l] = layers[l].weight().detach().t().contiguous();
            biases[l] = layers[l].bias().detach();
        }
    }

    void update(Tensor chosen) {
        try (NoGradGuard guard = new NoGradGuard()) {
            Tensor[] h = new Tensor[4];
            Tensor[] lit = new Tensor[3];
            Tensor[] inputs = new Tensor[3];
            Tensor[] met = new Tensor[3];
            h[0] = rows.index_select(0, chosen).flatten();
            for (int l = 0; l < 3; l++) {
                lit[l] = skip ? h[l].nonzero().flatten() : null;
                inputs[l] = skip ? h[l].index_select(0, lit[l]) : h[l];
                met[l] = skip ? weights[l].index_select(0, lit[l]) : weights[l];
                h[l + 1] = addmv(biases[l], met[l].t(), inputs[l]);
                if (l < 2) {
                    h[l + 1].relu_();
                }
            }
            Tensor delta = h[3].softmax(0).sub_(targets.index_select(0, chosen).flatten());
            for (int l = 2; l >= 0; l--) {
                Tensor below = null;
                if (l > 0) {
                    // Silent units pass no gradient back, so what was skipped is not missed.
                    Tensor back = mv(met[l], delta);
                    below = skip ? h[l].zero_().index_copy_(0, lit[l], back) : threshold_backward(back, h[l], ZERO);
                }
                met[l].addr_(inputs[l], delta, ONE, STEP);
                if (skip) {
                    weights[l].index_copy_(0, lit[l], met[l]);
                }
                biases[l].add_(delta, STEP);
                delta = below;
            }
        }
    }
}
