package dev.descent.study;

import dev.descent.data.Examples;
import dev.descent.data.Prepared;
import dev.descent.data.Task;
import dev.descent.equation.ElementwiseFunction;
import dev.descent.nn.Loss;
import dev.descent.train.Recipe;
import org.jspecify.annotations.Nullable;

/// The loss of predicting the same for every row: the training rows' mean, or the shares of their classes.
public final class Baselines {

    private Baselines() {
    }

    /// The mean loss of some rows, in the units of training; NaN without rows.
    public static double loss(Recipe recipe, Prepared prepared, Examples rows) {
        Examples train = prepared.train();
        if (prepared.target().task() == Task.CLASSIFICATION) {
            double[] shares = new double[prepared.target().classes().size()];
            for (float label : train.targets()) {
                shares[(int) label] += 1.0 / train.rows();
            }
            double sum = 0;
            for (float label : rows.targets()) {
                // With balanced weights every class counts alike, and the best constant is the uniform one.
                double p = recipe.data().balanced() ? 1.0 / shares.length : shares[(int) label];
                sum -= StrictMath.log(Math.max(p, 1e-15));
            }
            return sum / rows.rows();
        }
        double mean = 0;
        for (float y : train.targets()) {
            mean += y / (double) train.rows();
        }
        @Nullable
        Loss given = recipe.network().loss();
        Loss loss = given == null ? Loss.MSE : given;
        ElementwiseFunction f = ElementwiseFunction.of(loss.option(), loss.equation(), "x", "y");
        double sum = 0;
        for (float y : rows.targets()) {
            sum += f.at(mean, y);
        }
        return sum / rows.rows();
    }
}
