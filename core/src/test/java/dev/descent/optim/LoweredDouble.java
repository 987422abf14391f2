package dev.descent.optim;

import dev.descent.equation.Interpreter;
import dev.descent.equation.RuleProgram;
import dev.descent.equation.RuleProgram.Pass;
import dev.descent.equation.RuleProgram.ScalarAssignment;
import dev.descent.equation.ScalarProgram;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// The lowered passes of a rule, run in double over one layer: what must equal [DoubleState], which knows no lowering.
final class LoweredDouble {

    private final RuleProgram program;
    private final ScalarProgram scalars;
    private final double[][] states;
    private final Map<String, Double> hyperparameters;
    private long step;

    LoweredDouble(Optimizer optimizer, int n) {
        program = RuleProgram.of(optimizer.rule());
        scalars = ScalarProgram.of(program);
        states = new double[program.states().size()][n];
        hyperparameters = StartValues.hyperparameters(optimizer);
        hyperparameters.forEach((symbol, value) -> scalars.set(scalars.cell(symbol), value));
    }

    void update(double lr, double[] theta, double[] gradient) {
        step++;
        if (step == 1) {
            start(theta);
        }
        scalars.set(scalars.cell("t"), (double) step);
        scalars.set(scalars.cell("η"), lr);
        for (int p = 0; p < program.passes().size(); p++) {
            Pass pass = program.passes().get(p);
            scalars.run(p);
            scalars.runLayer(p);
            double[][] arrays = new double[2 + states.length][];
            arrays[0] = theta;
            arrays[1] = gradient;
            System.arraycopy(states, 0, arrays, 2, states.length);
            double[] values = pass.loop().scalars().stream().mapToDouble(s -> scalars.get(scalars.cell(s))).toArray();
            double[] sums = new double[pass.loop().sums().size()];
            Interpreter.runDouble(pass.loop(), arrays, new int[arrays.length], values, theta.length, sums);
            for (int s = 0; s < sums.length; s++) {
                scalars.set(scalars.cell(pass.loop().sums().get(s).name()), sums[s]);
            }
        }
        scalars.commit();
    }

    private void start(double[] theta) {
        for (ScalarAssignment initial : program.initial()) {
            int state = program.states().indexOf(initial.target());
            if (state < 0) {
                scalars.set(scalars.cell(initial.target()), Interpreter.evalDouble(initial.value(), hyperparameters));
                continue;
            }
            Map<String, Double> values = new HashMap<>(hyperparameters);
            Arrays.setAll(states[state], i -> {
                values.put("θ", theta[i]);
                return Interpreter.evalDouble(initial.value(), values);
            });
        }
    }
}
