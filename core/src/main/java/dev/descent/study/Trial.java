package dev.descent.study;

import dev.descent.optim.Optimizer;

/// One run of a comparison.
///
/// @param index     its place in the plan, from 0
/// @param candidate which candidate, from 0
/// @param optimizer the rule with its rate
/// @param seed      of split, initial weights and order of rows
/// @param counts    whether it counts when a candidate's best rate is chosen; runs that only complete the same-rate
///                  view do not, since they would give some candidates more tries than others
public record Trial(int index, int candidate, Optimizer optimizer, long seed, boolean counts) {

    /// The learning rate η.
    public double lr() {
        return optimizer.lr();
    }
}
