package dev.descent.optim;

import dev.descent.equation.FixedSum;
import dev.descent.equation.Interpreter;
import dev.descent.equation.Loop;
import dev.descent.equation.NewtonSchulz;
import dev.descent.equation.RuleProgram;
import dev.descent.equation.RuleProgram.Pass;
import dev.descent.equation.RuleProgram.ScalarAssignment;
import dev.descent.equation.RuleProgram.Taken;
import dev.descent.equation.ScalarProgram;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The lowered passes of a rule, run in double over one layer that is one weight matrix: what must equal [DoubleState],
/// which knows no lowering.
final class LoweredDouble {

    private final RuleProgram program;
    private final ScalarProgram scalars;
    private final int rows;
    private final int columns;
    /// By name: of n numbers, of one for each row, of one for each column, and of one for each column of the current row.
    private final Map<String, double[]> arrays = new HashMap<>();
    private final Map<String, Double> hyperparameters;
    private long step;

    LoweredDouble(Optimizer optimizer, int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        program = RuleProgram.of(optimizer.rule());
        scalars = ScalarProgram.of(program);
        Stream.concat(program.states().stream(), program.orthogonal().stream())
                .forEach(name -> arrays.put(name, new double[rows * columns]));
        program.rows().names().forEach(name -> arrays.put(name, new double[rows]));
        program.columns().names().forEach(name -> arrays.put(name, new double[columns]));
        hyperparameters = StartValues.hyperparameters(optimizer);
        hyperparameters.forEach((symbol, value) -> scalars.set(scalars.cell(symbol), value));
    }

    void update(double lr, double[] theta, double[] gradient) {
        step++;
        arrays.put("θ", theta);
        arrays.put("g", gradient);
        if (step == 1) {
            start(theta);
        }
        scalars.set(scalars.cell("t"), (double) step);
        scalars.set(scalars.cell("η"), lr);
        scalars.set(scalars.cell("rows"), rows);
        scalars.set(scalars.cell("columns"), columns);
        for (int p = 0; p < program.passes().size(); p++) {
            Pass pass = program.passes().get(p);
            scalars.run(p);
            scalars.runLayer(p);
            scalars.runMatrix(p);
            run(pass.rows(), rows, 0);
            run(pass.columns(), columns, 0);
            if (program.usesMatrices()) {
                rowByRow(pass);
            } else {
                double[] sums = run(pass.loop(), rows * columns, 0);
                for (int s = 0; s < sums.length; s++) {
                    scalars.set(scalars.cell(pass.loop().sums().get(s).name()), sums[s]);
                }
            }
        }
        Stream.of(program.rows(), program.columns()).forEach(vectors -> vectors.commit().forEach(
                (state, value) -> arrays.put(state, array(value).clone())));
        scalars.commit();
    }

    private double[] array(String name) {
        return arrays.computeIfAbsent(name, _ -> new double[columns]);
    }

    /// Runs a loop; `row` is where arrays of n numbers start, and whose number a scalar is that differs from row to row.
    private double[] run(Loop loop, int count, int row) {
        List<String> names = loop.arrays();
        double[][] data = names.stream().map(this::array).toArray(double[][]::new);
        int[] offsets = new int[data.length];
        for (int a = 0; a < offsets.length; a++) {
            offsets[a] = names.contains("θ") && (a < 2 || program.states().contains(names.get(a))
                    || program.orthogonal().contains(names.get(a))) ? row * columns : 0;
        }
        double[] values = loop.scalars().stream()
                .mapToDouble(s -> program.rows().names().contains(s) ? array(s)[row] : scalars.get(scalars.cell(s)))
                .toArray();
        double[] sums = new double[loop.sums().size()];
        Interpreter.runDouble(loop, data, offsets, values, count, sums);
        return sums;
    }

    private void rowByRow(Pass pass) {
        double[] total = new double[pass.loop().sums().size()];
        Map<String, double[]> down = new HashMap<>();
        for (int row = 0; row < rows; row++) {
            double[] sums = run(pass.loop(), columns, row);
            for (int s = 0; s < sums.length; s++) {
                total[s] += sums[s];
            }
            for (Taken taken : pass.taken()) {
                switch (taken.how()) {
                    case ROW_MEANS -> array(taken.name())[row] = sums[pass.loop().sums().stream().map(Loop.Sum::name)
                            .toList().indexOf(taken.of())] / columns;
                    case COLUMN_MEANS -> {
                        double[] sum = down.computeIfAbsent(taken.name(), _ -> new double[columns]);
                        Arrays.setAll(sum, j -> sum[j] + array(taken.of())[j]);
                    }
                    case ORTHOGONAL, MEAN_OF_ROWS, MEAN_OF_COLUMNS -> {}
                }
            }
        }
        down.forEach((name, sum) -> Arrays.setAll(array(name), j -> sum[j] / rows));
        for (Taken taken : pass.taken()) {
            switch (taken.how()) {
                case ORTHOGONAL ->
                    arrays.put(taken.name(), NewtonSchulz.orthogonalise(array(taken.of()), rows, columns));
                case MEAN_OF_ROWS ->
                    scalars.set(scalars.cell(taken.name()), Arrays.stream(array(taken.of())).reduce(0, Double::sum)
                            / rows);
                case MEAN_OF_COLUMNS -> scalars.set(scalars.cell(taken.name()),
                        FixedSum.of(array(taken.of()), 0, columns) / columns);
                case ROW_MEANS, COLUMN_MEANS -> {}
            }
        }
        for (int s = 0; s < total.length; s++) {
            scalars.set(scalars.cell(pass.loop().sums().get(s).name()), total[s]);
        }
    }

    private void start(double[] theta) {
        for (ScalarAssignment initial : program.initial()) {
            double[] array = arrays.get(initial.target());
            if (array == null) {
                scalars.set(scalars.cell(initial.target()), Interpreter.evalDouble(initial.value(), hyperparameters));
                continue;
            }
            Map<String, Double> values = new HashMap<>(hyperparameters);
            Arrays.setAll(array, i -> {
                values.put("θ", theta[Math.min(i, theta.length - 1)]);
                return Interpreter.evalDouble(initial.value(), values);
            });
        }
    }
}
