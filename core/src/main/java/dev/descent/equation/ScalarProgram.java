package dev.descent.equation;

import dev.descent.equation.RuleProgram.ScalarAssignment;
import dev.descent.equation.RuleProgram.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A rule's step scalars, ready to be evaluated in double without looking up names or allocating: one cell per name.
///
/// What a name of the rule means never changes within an update, so all passes share the cells.
public final class ScalarProgram {

    private final Map<String, Integer> cells = new HashMap<>();
    private final List<List<Tape.Step>> global = new ArrayList<>();
    private final List<List<Tape.Step>> perLayer = new ArrayList<>();
    private final List<List<Tape.Step>> perMatrix = new ArrayList<>();
    private final List<Tape.Step> commit;
    private final double[] values;

    private ScalarProgram(RuleProgram program) {
        Tape.Builder builder = new Tape.Builder(cells);
        for (RuleProgram.Pass pass : program.passes()) {
            global.add(steps(builder, pass, Scope.ALL));
            perLayer.add(steps(builder, pass, Scope.LAYER));
            perMatrix.add(steps(builder, pass, Scope.MATRIX));
            pass.loops().forEach(loop -> {
                loop.scalars().forEach(builder::declare);
                loop.sums().forEach(sum -> builder.declare(sum.name()));
            });
        }
        program.scalarStates().forEach(builder::declare);
        List<Tape.Step> copies = new ArrayList<>();
        for (ScalarAssignment assignment : program.commit()) {
            copies.addAll(builder.assign(assignment.target(), assignment.value()));
        }
        commit = copies;
        values = new double[builder.size()];
        builder.constants().forEach((cell, value) -> values[cell] = value);
    }

    private static List<Tape.Step> steps(Tape.Builder builder, RuleProgram.Pass pass, Scope scope) {
        List<Tape.Step> steps = new ArrayList<>();
        pass.scalars().stream().filter(s -> s.scope() == scope)
                .forEach(s -> steps.addAll(builder.assign(s.target(), s.value())));
        return steps;
    }

    /// The scalars of a program, all 0.
    public static ScalarProgram of(RuleProgram program) {
        return new ScalarProgram(program);
    }

    /// The cell of a hyperparameter, `t`, `η`, a scalar state, a sum or a scalar; −1 for a name that nothing reads.
    public int cell(String name) {
        return cells.getOrDefault(name, -1);
    }

    /// Sets a cell; does nothing for cell −1.
    public void set(int cell, double value) {
        if (cell >= 0) {
            values[cell] = value;
        }
    }

    /// What a cell holds.
    public double get(int cell) {
        return values[cell];
    }

    /// Evaluates the scalars of a pass that are the same for all parameters.
    public void run(int pass) {
        run(global.get(pass));
    }

    /// Evaluates the scalars of all passes up to this one that depend on the layer, whose sums have been set.
    public void runLayer(int pass) {
        for (int p = 0; p <= pass; p++) {
            run(perLayer.get(p));
        }
    }

    /// Evaluates the scalars of all passes up to this one that depend on the weight matrix, whose shape and means have been
    /// set, after those of its layer.
    public void runMatrix(int pass) {
        for (int p = 0; p <= pass; p++) {
            run(perMatrix.get(p));
        }
    }

    /// Gives every scalar state the value that the update computed.
    public void commit() {
        run(commit);
    }

    private void run(List<Tape.Step> steps) {
        for (int i = 0; i < steps.size(); i++) {
            Interpreter.step(steps.get(i), values);
        }
    }
}
