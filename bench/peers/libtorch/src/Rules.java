import static org.bytedeco.pytorch.global.torch.rand;

import org.bytedeco.pytorch.Adagrad;
import org.bytedeco.pytorch.AdagradOptions;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.RMSprop;
import org.bytedeco.pytorch.RMSpropOptions;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/** libtorch's update rules alone, on one long vector: `modules`, what C++ and Java users get, and `fused`. */
final class Rules {

    private Rules() {
    }

    static void measure(Work.Task task) throws Exception {
        Tensor theta = rand(Work.RULE_PARAMETERS).requires_grad_(true);
        theta.mutable_grad().put(rand(Work.RULE_PARAMETERS));
        TensorVector parameters = new TensorVector(theta);
        float before = theta.narrow(0, 0, 1000).sum().item_float();
        if (task.form().equals("fused")) {
            Fused fused = Fused.of(task.work(), parameters);
            Work.measureRule(task, count -> {
                for (int i = 0; i < count; i++) {
                    fused.step(parameters);
                }
            });
        } else {
            Optimizer optimizer = optimizer(task.work(), parameters);
            Work.measureRule(task, count -> {
                for (int i = 0; i < count; i++) {
                    optimizer.step();
                }
            });
        }
        if (theta.narrow(0, 0, 1000).sum().item_float() == before) {
            throw new IllegalStateException("the rule changed nothing");
        }
    }

    private static Optimizer optimizer(String rule, TensorVector parameters) {
        return switch (rule) {
            case "sgd" -> new SGD(parameters, new SGDOptions(0.01));
            case "momentum" -> {
                SGDOptions options = new SGDOptions(0.01);
                options.momentum().put(0.9);
                yield new SGD(parameters, options);
            }
            case "adagrad" -> new Adagrad(parameters, new AdagradOptions(0.01));
            case "rmsprop" -> new RMSprop(parameters, new RMSpropOptions(0.01));
            case "adam" -> new Adam(parameters, new AdamOptions(0.001));
            default -> throw new IllegalArgumentException("unknown work " + rule);
        };
    }
}
