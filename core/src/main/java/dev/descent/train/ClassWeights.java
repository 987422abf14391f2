package dev.descent.train;

import dev.descent.common.DescentException;
import dev.descent.data.Examples;
import dev.descent.data.TargetInfo;
import dev.descent.data.Task;

/// Weights of rows that let every class count the same in the loss: N/(K·n_k) for each of the n_k rows of a class, so
/// that their mean is 1.
final class ClassWeights {

    private ClassWeights() {
    }

    /// The weight of each class, by number; 0 where the training rows have none of it.
    static float[] of(Examples train, TargetInfo target) {
        if (target.task() == Task.REGRESSION) {
            throw DescentException.usage("Balanced class weights are for classes; the target \"" + target.name()
                    + "\" is a number.");
        }
        int[] rows = new int[target.classes().size()];
        int occurring = 0;
        for (int label : Judge.labels(train)) {
            occurring += rows[label]++ == 0 ? 1 : 0;
        }
        float[] weights = new float[rows.length];
        for (int k = 0; k < rows.length; k++) {
            weights[k] = rows[k] == 0 ? 0 : (float) ((double) train.rows() / ((double) occurring * rows[k]));
        }
        return weights;
    }

    /// The weight of each row.
    static float[] rows(float[] weights, Examples examples) {
        float[] result = new float[examples.rows()];
        for (int i = 0; i < result.length; i++) {
            result[i] = weights[(int) examples.targets()[i]];
        }
        return result;
    }
}
