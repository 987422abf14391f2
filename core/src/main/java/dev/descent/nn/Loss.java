package dev.descent.nn;

import dev.descent.common.DescentException;
import dev.descent.common.Nearest;
import dev.descent.data.Task;
import java.util.Arrays;
import java.util.List;

/// What is made small: the loss of one row, from the network's output `x` and the target `y`.
///
/// A batch's loss is the mean over its rows (and outputs, where a regression has several).
public enum Loss {
    /// (x − y)².
    MSE("mse", Task.REGRESSION, "(x − y)^2"),
    /// |x − y|, with slope 0 where they are equal.
    MAE("mae", Task.REGRESSION, "|x − y|"),
    /// A parabola within 1 of the target and a straight line beyond (Huber 1964, δ = 1).
    HUBER("huber", Task.REGRESSION, "if |x − y| <= 1 then 0.5·(x − y)^2 else |x − y| − 0.5"),
    /// Binary cross-entropy on the logit x, y is 0 or 1: −y·log(p) − (1−y)·log(1−p) with p = 1/(1 + e⁻ˣ), in a form in
    /// which nothing overflows. ½·(x + |x|) is max(x, 0), written so that the slope at 0 comes out as ½ − y.
    LOGISTIC("logistic", Task.CLASSIFICATION, "0.5·(x + |x|) − x·y + log(1 + exp(−|x|))"),
    /// Cross-entropy over the softmax of K logits, y is the number of the class: log Σₖ e^(xₖ − m) − (x_y − m), with
    /// the largest logit m.
    CROSS_ENTROPY("cross-entropy", Task.CLASSIFICATION, "log(Σₖ exp(xₖ − max x)) − (x_y − max x)");

    private final String option;
    private final Task task;
    private final String equation;

    Loss(String option, Task task, String equation) {
        this.option = option;
        this.task = task;
        this.equation = equation;
    }

    /// The name that options, JSON and links use: `mse`.
    public String option() {
        return option;
    }

    /// What it is a loss for.
    public Task task() {
        return task;
    }

    /// The loss of one row as an equation; the softmax's is for reading, its sum runs over the row.
    public String equation() {
        return equation;
    }

    /// All names, in the order of the constants.
    public static List<String> names() {
        return Arrays.stream(values()).map(Loss::option).toList();
    }

    /// The loss of that name.
    ///
    /// @throws DescentException usage, naming the nearest known one
    public static Loss byName(String name) {
        return Arrays.stream(values()).filter(a -> a.option.equals(name)).findFirst()
                .orElseThrow(() -> DescentException.usage("There is no loss \"" + name + "\"; known are "
                        + String.join(", ", names()) + "." + Nearest.hint(name, names())));
    }
}
