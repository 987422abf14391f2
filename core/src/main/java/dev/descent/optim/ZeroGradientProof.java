package dev.descent.optim;

import dev.descent.equation.Loop;
import dev.descent.equation.RuleProgram;
import dev.descent.equation.RuleProgram.Pass;
import dev.descent.equation.RuleProgram.ScalarAssignment;
import dev.descent.equation.Symbols;
import java.util.HashMap;
import java.util.Map;

/// What can be proved about a rule where the gradient is zero, by running its kernel on what is [Known] about numbers
/// instead of on numbers.
///
/// First an induction finds what every state always is, whatever finite gradients came: what holds at the start,
/// widened until an update gives nothing new (Adagrad's sum: from +0 to ∞, never −0, never NaN). Then one more update
/// from there, with the gradient +0, shows whether θ and every state keep their bits. SGD and Adagrad do; Momentum and
/// Adam do not, since their states fade; with L2 or decay nothing does. Where nothing changes, training skips such
/// rows.
///
/// Assumed: θ and g are finite, which training checks; hyperparameters have their values, and η any value in its range,
/// as a schedule may give it.
///
/// @param leavesAlone  where g is +0, θ and all states keep their bits
/// @param keepsPadding where θ and g are always zero, θ stays zero: padding between rows never needs to be cleared
public record ZeroGradientProof(boolean leavesAlone, boolean keepsPadding) {

    /// Enough for every bound to be widened once; a rule that takes longer is not proved.
    private static final int ROUNDS = 24;

    /// Tries the proofs on a rule.
    public static ZeroGradientProof of(Optimizer optimizer) {
        return of(RuleProgram.of(optimizer.rule()), StartValues.hyperparameters(optimizer));
    }

    /// Tries the proofs on a rule with these values of its hyperparameters, by symbol.
    static ZeroGradientProof of(RuleProgram program, Map<String, Double> hyperparameters) {
        Map<String, Known> scalars = scalars(hyperparameters, program);
        return new ZeroGradientProof(leavesAlone(hyperparameters, program, scalars),
                keepsPadding(hyperparameters, program, scalars));
    }

    private static boolean leavesAlone(Map<String, Double> hyperparameters, RuleProgram program,
            Map<String, Known> scalars) {
        if (!program.rows().states().isEmpty() || !program.columns().states().isEmpty()) {
            // What is kept for a row or column changes with the other gradients there.
            return false;
        }
        Map<String, Known> always = starts(hyperparameters, program);
        always.put(Symbols.THETA, Known.FINITE);
        if (!induce(program, scalars, always, Known.FINITE, false)) {
            return false;
        }
        Map<String, Known> before = new HashMap<>();
        always.forEach((array, known) -> before.put(array, known.named(array)));
        Map<String, Known> after = update(program, scalars, before, Known.PLUS_ZERO);
        return before.keySet().stream()
                .allMatch(array -> array.equals(after.getOrDefault(array, Known.ANYTHING).same()));
    }

    private static boolean keepsPadding(Map<String, Double> hyperparameters, RuleProgram program,
            Map<String, Known> scalars) {
        Map<String, Known> always = starts(hyperparameters, program);
        always.put(Symbols.THETA, Known.PLUS_ZERO);
        return induce(program, scalars, always, Known.PLUS_ZERO, true)
                && always.getOrDefault(Symbols.THETA, Known.ANYTHING).isZero();
    }

    /// What the states are before the first update.
    private static Map<String, Known> starts(Map<String, Double> hyperparameters, RuleProgram program) {
        Map<String, Known> starts = new HashMap<>();
        program.states().forEach(state -> starts.put(state, Known.PLUS_ZERO));
        Map<String, Known> values = new HashMap<>();
        hyperparameters.forEach((symbol, value) -> values.put(symbol, Known.number(value)));
        for (ScalarAssignment initial : program.initial()) {
            starts.computeIfPresent(initial.target(), (_, _) -> Known.of(initial.value(), values));
        }
        return starts;
    }

    /// The scalars of all passes: hyperparameters as they are, η and t anything that they may be. A schedule may
    /// bring η down to 0.
    private static Map<String, Known> scalars(Map<String, Double> hyperparameters, RuleProgram program) {
        Map<String, Known> scalars = new HashMap<>();
        hyperparameters.forEach((symbol, value) -> scalars.put(symbol, Known.number(value)));
        Setting lr = Setting.lr(0, "");
        scalars.put(Symbols.RATE, Known.between(lr.low(), lr.high()).or(Known.PLUS_ZERO));
        scalars.put(Symbols.STEP, Known.between(1, 0x1p53));
        scalars.put(Symbols.ROWS, Known.between(1, 0x1p31));
        scalars.put(Symbols.COLUMNS, Known.between(1, 0x1p31));
        for (Pass pass : program.passes()) {
            for (ScalarAssignment scalar : pass.scalars()) {
                scalars.put(scalar.target(), Known.of(scalar.value(), scalars));
            }
        }
        return scalars;
    }

    /// Widens what is known of the arrays until an update adds nothing; false if that takes too long.
    private static boolean induce(RuleProgram program, Map<String, Known> scalars, Map<String, Known> always,
            Known gradient,
            boolean thetaToo) {
        for (int round = 0; round < ROUNDS; round++) {
            Map<String, Known> after = update(program, scalars, always, gradient);
            boolean changed = false;
            for (String array : always.keySet().toArray(String[]::new)) {
                Known before = always.getOrDefault(array, Known.ANYTHING);
                if (array.equals(Symbols.THETA) && !thetaToo) {
                    continue;
                }
                Known joined = before.or(after.getOrDefault(array, Known.ANYTHING));
                if (!joined.equals(before)) {
                    always.put(array, joined.widenedFrom(before));
                    changed = true;
                }
            }
            if (!changed) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, Known> update(RuleProgram program, Map<String, Known> scalars, Map<String, Known> arrays,
            Known gradient) {
        Map<String, Known> names = new HashMap<>(scalars);
        names.putAll(arrays);
        names.put(Symbols.GRADIENT, gradient);
        for (Pass pass : program.passes()) {
            for (Loop.Assignment assignment : pass.loop().body()) {
                names.put(assignment.target(), Known.of(assignment.value(), names));
            }
            pass.taken().forEach(taken -> names.put(taken.name(), Known.ANYTHING));
        }
        return names;
    }
}
