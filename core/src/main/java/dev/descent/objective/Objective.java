package dev.descent.objective;

/// A function of a few parameters, in double: what a walk descends on and what a [dev.descent.optim] rule minimises.
public interface Objective {

    /// How many parameters it has.
    int size();

    /// The value at `theta`; the gradient is written into `gradient`.
    ///
    /// @param theta    (size) the point, left as it is
    /// @param gradient (size) overwritten
    double valueAndGradient(double[] theta, double[] gradient);
}
