import static org.bytedeco.pytorch.global.torch.compile;
import static org.bytedeco.pytorch.global.torch.ones;
import static org.bytedeco.pytorch.global.torch.zeros_like;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.Function;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.QualifiedName;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/**
 * libtorch's fused optimizers: one kernel over all parameters, what Python calls with fused=True. The Java binding
 * leaves them out, so they are reached through the dispatcher; lists of tensors are made by a script function, the only
 * way that the binding offers. There is no fused RMSProp.
 */
final class Fused {

    private static final Scalar ONE = new Scalar(1f);

    private final String rule;
    private final OperatorHandle operator;
    private final Function list;
    private final IValue none;
    private final IValue[] states;
    private final IValue steps;
    private final TensorVector stepTensors = new TensorVector();

    private Fused(String rule, TensorVector parameters, int states) {
        int count = (int) parameters.size();
        this.rule = rule;
        String name = rule.equals("adam") || rule.equals("adagrad") ? rule : "sgd";
        operator = Dispatcher.singleton().findSchemaOrThrow("aten::_fused_" + name + "_", "");
        list = script(count);
        none = script(0).apply(new IValueVector());
        this.states = new IValue[states];
        for (int i = 0; i < states; i++) {
            TensorVector zeros = new TensorVector();
            for (int p = 0; p < count; p++) {
                zeros.push_back(zeros_like(parameters.get(p)).detach());
            }
            this.states[i] = listOf(zeros);
        }
        for (int p = 0; p < count; p++) {
            stepTensors.push_back(ones(1).squeeze());
        }
        steps = listOf(stepTensors);
    }

    /** The fused form of a rule with its settings in this benchmark, for parameters that have gradients. */
    static Fused of(String rule, TensorVector parameters) {
        return new Fused(rule, parameters, switch (rule) {
            case "sgd" -> 0;
            case "momentum", "adagrad" -> 1;
            case "adam" -> 2;
            default -> throw new IllegalArgumentException("libtorch has no fused " + rule);
        });
    }

    void step(TensorVector parameters) {
        try (PointerScope scope = new PointerScope(); NoGradGuard guard = new NoGradGuard()) {
            TensorVector gradients = new TensorVector();
            for (int p = 0; p < parameters.size(); p++) {
                gradients.push_back(parameters.get(p).grad());
            }
            IValue theta = listOf(parameters);
            IValue gradient = listOf(gradients);
            switch (rule) {
                case "sgd" -> call(theta, gradient, none, 0.0, 0.0, 0.01, 0.0, false, false, false, null, null);
                case "momentum" -> call(theta, gradient, states[0], 0.0, 0.9, 0.01, 0.0, false, false, false, null,
                        null);
                case "adagrad" -> call(theta, gradient, states[0], steps, 0.01, 0.0, 0.0, 1e-10, false, null, null);
                default -> {
                    call(theta, gradient, states[0], states[1], none, steps, 0.001, 0.9, 0.999, 0.0, 1e-8, false,
                            false, null, null);
                    for (int p = 0; p < parameters.size(); p++) {
                        stepTensors.get(p).add_(ONE);
                    }
                }
            }
        }
    }

    private void call(Object... arguments) {
        IValueVector stack = new IValueVector();
        for (Object argument : arguments) {
            stack.push_back(switch (argument) {
                case null -> new IValue();
                case IValue value -> value;
                case Double number -> new IValue((double) number);
                default -> new IValue((boolean) argument);
            });
        }
        Dispatcher.singleton().callBoxed(operator, stack);
    }

    private IValue listOf(TensorVector tensors) {
        IValueVector arguments = new IValueVector();
        for (int i = 0; i < tensors.size(); i++) {
            arguments.push_back(new IValue(tensors.get(i)));
        }
        return list.apply(arguments);
    }

    private static Function script(int count) {
        StringBuilder names = new StringBuilder();
        StringBuilder parameters = new StringBuilder();
        for (int i = 0; i < count; i++) {
            names.append(i > 0 ? ", " : "").append("t").append(i);
            parameters.append(i > 0 ? ", " : "").append("t").append(i).append(": Tensor");
        }
        return compile("def tensors(" + parameters + ") -> List[Tensor]:\n    result: List[Tensor] = [" + names
                + "]\n    return result\n").get_function(new QualifiedName("tensors"));
    }
}
