package dev.descent.equation;

import java.util.List;
import java.util.Optional;

/// An update rule made ready to run: what is the same for all parameters is split from what is not.
///
/// A pass first computes its scalars, in double, once per update; then its loop runs over all parameters. Norms and
/// sums over parameters are the sums of one pass's loop and can be read by the scalars of the next. Only the last pass
/// stores anything: earlier ones compute what their sums need from the values before the update.
///
/// @param name         the rule's
/// @param states       arrays that are kept between updates, beside θ
/// @param scalarStates numbers that are kept between updates, in double
/// @param initial      values before the first update of the states that do not start at 0
/// @param passes       at least one
/// @param evaluate     the point that predictions use, where it is not θ
public record RuleProgram(String name, List<String> states, List<String> scalarStates,
        List<ScalarAssignment> initial, List<Pass> passes, Optional<String> evaluate) {

    /// `target = value`, the same for all parameters (of the layer), evaluated in double. The value names
    /// hyperparameters, t, scalar states, sums of earlier passes and earlier scalars.
    ///
    /// @param perLayer whether it depends on a norm or sum over the layer
    public record ScalarAssignment(String target, Expr value, boolean perLayer) {
    }

    /// One trip over all parameters.
    ///
    /// @param scalars in order
    /// @param loop    arrays `θ`, `g`, then the states in order; its scalars are hyperparameters, scalar states, or
    ///                targets of scalar assignments, each rounded once to the loop's type
    public record Pass(List<ScalarAssignment> scalars, Loop loop) {
        public Pass {
            scalars = List.copyOf(scalars);
        }
    }

    public RuleProgram {
        states = List.copyOf(states);
        scalarStates = List.copyOf(scalarStates);
        initial = List.copyOf(initial);
        passes = List.copyOf(passes);
    }

    /// Lowers a rule.
    public static RuleProgram of(UpdateRule rule) {
        throw new UnsupportedOperationException(rule.name());
    }
}
