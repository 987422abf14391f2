package dev.descent.study;

import dev.descent.optim.Optimizer;

/// One training of a study.
///
/// @param candidate whose, from 0
/// @param variation the rule and what else differs from the recipe
/// @param seed      of split, initial weights and order of rows
/// @param share     of the budget that it runs; below 1 in the first rung of a wide search
/// @param phase     what it is for
public record Trial(int candidate, Variation variation, long seed, double share, Phase phase) {

    /// What a trial is for.
    public enum Phase {
        /// Finds a candidate's best setting.
        SEARCH,
        /// Compares the best settings, on seeds that chose nothing.
        FINAL,
        /// Completes the view of all candidates at one rate; counts for nothing.
        SAME_RATE
    }

    /// The rule, with its rate.
    public Optimizer optimizer() {
        return variation.optimizer();
    }

    /// The learning rate η.
    public double lr() {
        return variation.lr();
    }

    /// What it is found by in a log: equal for equal trainings, whatever they are for.
    String key() {
        return variation.key() + " seed=" + seed + " share=" + share;
    }
}
