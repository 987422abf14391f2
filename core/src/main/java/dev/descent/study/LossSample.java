package dev.descent.study;

import dev.descent.data.Examples;
import dev.descent.nn.Parameters;
import dev.descent.train.TrainingSteps;
import org.jspecify.annotations.Nullable;

/// Training rows whose mean loss is measured again and again: all of them, or some evenly spaced ones.
///
/// @param steps   the training that they belong to
/// @param rows    the rows
/// @param weights a factor on each row's loss, or null for 1
record LossSample(TrainingSteps steps, Examples rows, float @Nullable [] weights) {

    /// @param most how many rows at most
    static LossSample of(TrainingSteps steps, int most) {
        Examples train = steps.data().train();
        int[] taken = DataEvidence.spacedRows(train.rows(), most);
        float[] all = steps.rowWeights();
        float[] weights = null;
        if (all != null) {
            weights = new float[taken.length];
            for (int r = 0; r < taken.length; r++) {
                weights[r] = all[taken[r]];
            }
        }
        return new LossSample(steps, DataEvidence.select(train, taken), weights);
    }

    /// The mean loss at some parameters of the training's network. Not finite where an output is not.
    double loss(Parameters at) {
        return steps.loss(at, rows, weights);
    }
}
