package dev.descent.train;

import dev.descent.data.TargetInfo;
import dev.descent.data.Task;
import java.util.List;

/// What a model says about rows.
///
/// @param target        what was predicted
/// @param values        (N) numbers in the target's unit; for classes the number of the most probable one
/// @param probabilities (N, K) row-major, of each class; empty for a regression
/// @param notes         sentences for people: columns that were ignored, categories that training never saw and how
///                      often
public record Predictions(TargetInfo target, double[] values, double[] probabilities, List<String> notes) {

    public Predictions {
        notes = List.copyOf(notes);
    }

    /// N, how many rows.
    public int rows() {
        return values.length;
    }

    /// The prediction as a text: a class's name, or a number.
    public String label(int row) {
        return target.task() == Task.REGRESSION ? Double.toString(values[row])
                : target.classes().get((int) values[row]);
    }

    /// The probability of a class, by number.
    public double probability(int row, int k) {
        return probabilities[row * target.classes().size() + k];
    }
}
