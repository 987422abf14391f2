package dev.descent.data;

import java.util.List;

/// What is predicted, and how a network's numbers become what people read.
///
/// @param name    the target column
/// @param task    what kind of prediction
/// @param classes the classes' names, in the order of their numbers; empty for a regression
/// @param mean    what is subtracted from a regression's target before training, in its unit; 0 otherwise
/// @param scale   what the difference is divided by, in its unit, above 0; 1 otherwise
public record TargetInfo(String name, Task task, List<String> classes, double mean, double scale) {

    /// Checks that the parts agree.
    public TargetInfo {
        classes = List.copyOf(classes);
        boolean regression = task == Task.REGRESSION;
        if (regression != classes.isEmpty() || !(scale > 0) || !Double.isFinite(scale) || !Double.isFinite(mean)) {
            throw new IllegalArgumentException("target " + name + ": " + task + " with " + classes.size()
                    + " classes, mean " + mean + ", scale " + scale);
        }
    }

    /// The target of a classification.
    public static TargetInfo classification(String name, List<String> classes) {
        return new TargetInfo(name, Task.CLASSIFICATION, classes, 0, 1);
    }

    /// The target of a regression.
    public static TargetInfo regression(String name, double mean, double scale) {
        return new TargetInfo(name, Task.REGRESSION, List.of(), mean, scale);
    }

    /// A number in the target's unit as the network sees it.
    public double scaled(double original) {
        return (original - mean) / scale;
    }

    /// A network's number in the target's unit.
    public double original(double scaled) {
        return scaled * scale + mean;
    }
}
