package dev.descent.train;

import dev.descent.data.TargetInfo;
import dev.descent.data.Task;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How good predictions are, in numbers for people and in the target's own units.
public sealed interface Metrics permits Metrics.Regression, Metrics.Classes {

    /// How many rows were judged.
    int rows();

    /// The mean loss that training minimises, over the same rows, without penalty terms.
    double loss();

    /// Every number under its name in JSON; what is not defined on these rows is NaN.
    Map<String, Double> values();

    /// The names that [#values] will have for a target.
    static List<String> names(TargetInfo target) {
        if (target.task() == Task.REGRESSION) {
            return List.of("rmse", "mae", "r2", "loss");
        }
        return target.classes().size() == 2
                ? List.of("accuracy", "balancedAccuracy", "logLoss", "macroF1", "auc", "loss")
                : List.of("accuracy", "balancedAccuracy", "logLoss", "macroF1", "loss");
    }

    /// The name of the number that people look at first: `rmse` or `accuracy`.
    String mainName();

    /// The number that people look at first.
    default double main() {
        return value(mainName());
    }

    /// The number of this name.
    ///
    /// @throws IllegalArgumentException where there is none
    default double value(String name) {
        Double value = values().get(name);
        if (value == null) {
            throw new IllegalArgumentException("no metric " + name + " in " + values().keySet());
        }
        return value;
    }

    /// The numbers as the `metrics` object of JSON output.
    Map<String, Object> json();

    /// Metrics of predicted numbers.
    ///
    /// @param rows how many rows
    /// @param loss the mean training loss, in scaled units where the target was scaled
    /// @param rmse root of the mean squared error, in the target's units
    /// @param mae  mean absolute error, in the target's units
    /// @param r2   1 − Σ(y − ŷ)²/Σ(y − ȳ)²; NaN where the target is constant
    record Regression(int rows, double loss, double rmse, double mae, double r2) implements Metrics {

        @Override
        public Map<String, Double> values() {
            Map<String, Double> values = new LinkedHashMap<>();
            values.put("rmse", rmse);
            values.put("mae", mae);
            values.put("r2", r2);
            values.put("loss", loss);
            return values;
        }

        @Override
        public String mainName() {
            return "rmse";
        }

        @Override
        public Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>(values());
            json.put("rows", rows);
            return json;
        }
    }

    /// Metrics of predicted classes.
    ///
    /// @param rows             how many rows
    /// @param loss             the mean training loss
    /// @param accuracy         share of rows whose most probable class is the right one
    /// @param balancedAccuracy mean recall over the classes that occur
    /// @param logLoss          mean of −log p(right class), p at least 1e-15
    /// @param macroF1          mean F1 over the classes that occur or were predicted
    /// @param auc              area under the ROC curve, ties counted half; NaN unless there are two classes, both
    ///                         present
    /// @param classes          class names
    /// @param confusion        `confusion[truth][prediction]` rows
    /// @param recall           per class; NaN where the class does not occur
    record Classes(int rows, double loss, double accuracy, double balancedAccuracy, double logLoss, double macroF1,
            double auc, List<String> classes, int[][] confusion, double[] recall) implements Metrics {

        @Override
        public Map<String, Double> values() {
            Map<String, Double> values = new LinkedHashMap<>();
            values.put("accuracy", accuracy);
            values.put("balancedAccuracy", balancedAccuracy);
            values.put("logLoss", logLoss);
            values.put("macroF1", macroF1);
            if (classes.size() == 2) {
                values.put("auc", auc);
            }
            values.put("loss", loss);
            return values;
        }

        @Override
        public String mainName() {
            return "accuracy";
        }

        @Override
        public Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>(values());
            json.put("rows", rows);
            Map<String, Object> recalls = new LinkedHashMap<>();
            for (int k = 0; k < recall.length; k++) {
                recalls.put(classes.get(k), recall[k]);
            }
            json.put("recall", recalls);
            json.put("classes", classes);
            json.put("confusion", Arrays.stream(confusion)
                    .map(row -> Arrays.stream(row).boxed().toList()).toList());
            return json;
        }
    }
}
