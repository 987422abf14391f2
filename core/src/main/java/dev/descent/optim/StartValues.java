package dev.descent.optim;

import dev.descent.equation.Interpreter;
import dev.descent.equation.Names;
import dev.descent.equation.RuleProgram;
import dev.descent.equation.RuleProgram.ScalarAssignment;
import dev.descent.equation.Symbols;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a rule's states hold before the first update: 0, or what the rule says (`m₀ = 1`, `x₀ = θ`), evaluated in
/// double and rounded once.
final class StartValues {

    private final RuleProgram program;
    private final Map<String, Double> hyperparameters;
    private final List<ScalarAssignment> constant = new ArrayList<>();
    private final List<ScalarAssignment> ofTheta = new ArrayList<>();

    StartValues(Map<String, Double> hyperparameters, RuleProgram program) {
        this.program = program;
        this.hyperparameters = hyperparameters;
        for (ScalarAssignment initial : program.initial()) {
            (Names.of(initial.value()).contains(Symbols.THETA) ? ofTheta : constant).add(initial);
        }
    }

    /// The values of a rule's hyperparameters by symbol.
    static Map<String, Double> hyperparameters(Optimizer optimizer) {
        Map<String, Double> values = new HashMap<>();
        for (Setting setting : optimizer.settings()) {
            if (optimizer.isSet(setting.option())) {
                values.put(setting.symbol(), optimizer.get(setting.option()));
            }
        }
        return values;
    }

    /// Sets elements `from` to `to`−1 of the states whose start value does not depend on θ; the others are left as they
    /// are.
    void set(float[][] states, int from, int to) {
        set(program.states(), states, from, to);
    }

    /// The same for the states of some names, which lie in `arrays` in their order.
    void set(List<String> names, float[][] arrays, int from, int to) {
        for (ScalarAssignment initial : constant) {
            int state = names.indexOf(initial.target());
            if (state >= 0) {
                Arrays.fill(arrays[state], from, to, (float) value(initial));
            }
        }
    }

    /// Sets the states that are kept once, which lie together from `at` on.
    void setScalars(double[] scalarStates, int at) {
        for (ScalarAssignment initial : constant) {
            int state = program.scalarStates().indexOf(initial.target());
            if (state >= 0) {
                scalarStates[at + state] = value(initial);
            }
        }
    }

    private double value(ScalarAssignment initial) {
        return Interpreter.evalDouble(initial.value(), hyperparameters);
    }

    /// Sets `count` elements, from `at` on, of the states whose start value depends on θ.
    void setFromTheta(float[] theta, int at, int count, float[][] states) {
        for (ScalarAssignment initial : ofTheta) {
            float[] state = states[program.states().indexOf(initial.target())];
            Map<String, Double> values = new HashMap<>(hyperparameters);
            for (int i = at; i < at + count; i++) {
                values.put(Symbols.THETA, (double) theta[i]);
                state[i] = (float) Interpreter.evalDouble(initial.value(), values);
            }
        }
    }

    /// Sets whole states in double.
    ///
    /// @param states (states, points) overwritten where the rule says how they start
    /// @param theta  (points)
    void set(double[][] states, double[] theta) {
        for (ScalarAssignment initial : program.initial()) {
            int state = program.states().indexOf(initial.target());
            if (state >= 0) {
                Map<String, Double> values = new HashMap<>(hyperparameters);
                Arrays.setAll(states[state], i -> {
                    values.put(Symbols.THETA, theta[i]);
                    return Interpreter.evalDouble(initial.value(), values);
                });
            }
        }
    }
}
