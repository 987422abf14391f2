package dev.descent.objective;

import java.util.List;
import java.util.stream.IntStream;

/// A function of a few parameters, in double: what a walk descends on and what a [dev.descent.optim] rule minimises.
public interface Objective {

    /// How many parameters it has.
    int size();

    /// The value at `theta`; the gradient is written into `gradient`.
    ///
    /// @param theta    (size) the point, left as it is
    /// @param gradient (size) overwritten
    double valueAndGradient(double[] theta, double[] gradient);

    /// What the parameters are called: `x1`, `x2`, … unless said otherwise.
    default List<String> coordinates() {
        return IntStream.rangeClosed(1, size()).mapToObj(i -> "x" + i).toList();
    }
}
