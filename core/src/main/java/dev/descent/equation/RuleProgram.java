package dev.descent.equation;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// An update rule made ready to run: what is the same for all parameters is split from what is not.
///
/// A pass first computes its scalars, in double, once per update; then its loop runs over all parameters. Norms and
/// sums over parameters are the sums of one pass's loop and can be read by the scalars of the next. Only the last pass
/// stores anything: earlier ones compute what their sums need from the values before the update, so that no value is
/// ever needed that has been overwritten. That costs arithmetic, which is free where memory is the limit, and saves
/// writes.
///
/// @param name         the rule's
/// @param states       arrays that are kept between updates, beside θ
/// @param scalarStates numbers that are kept between updates, in double
/// @param initial      values before the first update of the states that do not start at 0; they may read θ
/// @param passes       at least one
/// @param commit       run after the last pass: what each scalar state is from now on
/// @param evaluate     the point that predictions use, where it is not θ
public record RuleProgram(String name, List<String> states, List<String> scalarStates,
        List<ScalarAssignment> initial, List<Pass> passes, List<ScalarAssignment> commit, Optional<String> evaluate) {

    /// `target = value`, the same for all parameters (of the layer), evaluated in double. The value names
    /// hyperparameters, t, scalar states, sums of earlier passes and earlier scalars.
    ///
    /// @param perLayer whether it depends on a norm or sum over the layer
    public record ScalarAssignment(String target, Expr value, boolean perLayer) {
    }

    /// One trip over all parameters.
    ///
    /// @param scalars   in order
    /// @param loop      arrays `θ`, `g`, then the states in order; its scalars are hyperparameters, scalar states, or
    ///                  targets of scalar assignments, each rounded once to the loop's type
    /// @param layerSums those of the loop's sums that are taken over each layer instead of over all parameters
    public record Pass(List<ScalarAssignment> scalars, Loop loop, Set<String> layerSums) {
        public Pass {
            scalars = List.copyOf(scalars);
            layerSums = Set.copyOf(layerSums);
        }
    }

    public RuleProgram {
        states = List.copyOf(states);
        scalarStates = List.copyOf(scalarStates);
        initial = List.copyOf(initial);
        passes = List.copyOf(passes);
        commit = List.copyOf(commit);
    }

    /// Lowers a rule.
    ///
    /// @throws dev.descent.common.DescentException (usage) for what a loop cannot do: a power with a varying exponent
    public static RuleProgram of(UpdateRule rule) {
        return Lowering.of(rule);
    }

    /// Whether the rule uses a norm or sum over parameters, and so needs the whole gradient before it changes anything.
    public boolean needsWholeGradient() {
        return passes.size() > 1;
    }

    /// The pass that stores.
    public Pass lastPass() {
        return passes.getLast();
    }
}
