package dev.descent.study;

import java.util.Optional;

/// What a [LearningRateFinder] looks for a rate on: a network on data, or a surface.
interface RateSubject {

    /// One descent that is led update by update.
    interface Descent {

        /// Makes an update.
        ///
        /// @return whether everything is still finite
        boolean step(double lr);

        /// How high it stands, 0 or above: the loss of always the same rows, or the height above the lowest point.
        double height();
    }

    /// How many seeds.
    int seeds();

    /// A descent at its beginning, for seed number `seed` from 0. What is tried on it leaves no trace elsewhere.
    Descent begin(int seed);

    /// Short runs at each rate.
    ///
    /// @param rates ascending
    /// @return (rates, seeds) how each ended, infinite where it diverged
    double[][] shortRuns(double[] rates);

    /// The limit of plain descent, where it is known.
    ///
    /// @param rate the rate that did best
    Optional<StabilityLimit> limit(double rate);
}
