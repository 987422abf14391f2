import static org.bytedeco.pytorch.global.torch.addmm_out;
import static org.bytedeco.pytorch.global.torch.empty;
import static org.bytedeco.pytorch.global.torch.index_select_out;
import static org.bytedeco.pytorch.global.torch.mm_out;
import static org.bytedeco.pytorch.global.torch.softmax_out;
import static org.bytedeco.pytorch.global.torch.sum_out;
import static org.bytedeco.pytorch.global.torch.threshold_backward_out;

import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * An update without modules and autograd: every product goes into a buffer that is kept, and each weight gradient is
 * added straight to its weights, so that it is never stored.
 */
final class ByHand {

    private static final Scalar ONE = new Scalar(1f);
    private static final Scalar ZERO = new Scalar(0f);

    private final Tensor rows;
    private final Tensor targets;
    private final int batch;
    /** (inputs, outputs), whatever the order in memory. */
    private final Tensor[] weights = new Tensor[3];
    private final Tensor[] turnedWeights = new Tensor[3];
    private final Tensor[] biases = new Tensor[3];
    /** h[0] is the batch; h[3] the outputs, then the gradient at them. */
    private final Tensor[] h = new Tensor[4];
    private final Tensor[] turned = new Tensor[4];
    private final Tensor[] d = new Tensor[3];
    private final Tensor[] sums = new Tensor[3];
    private final Tensor target;
    private final Scalar step;

    /** @param turn whether weights lie (inputs, outputs) in memory instead of libtorch's (outputs, inputs) */
    ByHand(Net net, Tensor rows, Tensor targets, int batch, boolean turn) {
        this.rows = rows;
        this.targets = targets;
        this.batch = batch;
        this.step = new Scalar(-Work.RATE / batch);
        LinearImpl[] layers = {net.first, net.second, net.third};
        h[0] = empty(batch, rows.size(1));
        turned[0] = h[0].t();
        for (int l = 0; l < 3; l++) {
            Tensor weight = layers[l].weight().detach();
            weights[l] = turn ? weight.t().contiguous() : weight.t();
            turnedWeights[l] = weights[l].t();
            biases[l] = layers[l].bias().detach();
            h[l + 1] = empty(batch, weight.size(0));
            turned[l + 1] = h[l + 1].t();
            d[l] = empty(batch, weight.size(1));
            sums[l] = empty(weight.size(0));
        }
        target = empty(batch, Work.CLASSES);
    }

    void update(Tensor chosen) {
        try (NoGradGuard guard = new NoGradGuard()) {
            index_select_out(h[0], rows, 0, chosen);
            index_select_out(target, targets, 0, chosen);
            for (int l = 0; l < 3; l++) {
                addmm_out(h[l + 1], biases[l], h[l], weights[l]);
                if (l < 2) {
                    h[l + 1].relu_();
                }
            }
            softmax_out(h[3], h[3], 1);
            Tensor delta = h[3].sub_(target);
            for (int l = 2; l >= 0; l--) {
                if (l > 0) {
                    mm_out(d[l], delta, turnedWeights[l]);
                    threshold_backward_out(d[l], d[l], h[l], ZERO);
                }
                weights[l].addmm_(turned[l], delta, ONE, step);
                biases[l].add_(batch == 1 ? delta.select(0, 0) : sum_out(sums[l], delta, 0), step);
                delta = d[l];
            }
        }
    }
}
