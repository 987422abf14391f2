package dev.descent.optim;

import dev.descent.equation.RuleProgram;
import dev.descent.equation.ScalarProgram;
import dev.descent.equation.Symbols;
import java.util.Map;

/// What is the same for all parameters of a group: the hyperparameters with what follows from them, computed in double
/// once per update and rounded once. Without groups of one's own all parameters are one group.
final class GroupScalars {

    /// A pass's loops, in the order of [RuleProgram.Pass#loops].
    static final int ROWS = 0;
    static final int COLUMNS = 1;
    static final int ELEMENTS = 2;
    private static final int LOOPS = 3;

    private final ScalarProgram scalars;
    private final StartValues start;
    /// For each pass and each of its loops, the cells of the loop's scalars and their values in float.
    private final int[][][] cells;
    private final float[][][] floats;
    private final int[] stateCells;
    private final int stepCell;
    private final int rateCell;
    private final double[] states;
    private final int statesAt;
    private final double baseRate;
    private final double ownRate;

    /// @param hyperparameters by symbol
    /// @param baseRate        the rate that the schedule was given
    /// @param ownRate         the group's rate where that is `baseRate`
    /// @param states          the scalar states of all groups; this one's begin at `statesAt`
    GroupScalars(RuleProgram program, Map<String, Double> hyperparameters, double baseRate, double ownRate,
            double[] states, int statesAt) {
        this.baseRate = baseRate;
        this.ownRate = ownRate;
        this.states = states;
        this.statesAt = statesAt;
        scalars = ScalarProgram.of(program);
        start = new StartValues(hyperparameters, program);
        int passes = program.passes().size();
        cells = new int[passes][LOOPS][];
        floats = new float[passes][LOOPS][];
        for (int p = 0; p < passes; p++) {
            for (int loop = 0; loop < LOOPS; loop++) {
                cells[p][loop] = program.passes().get(p).loops().get(loop).scalars().stream().mapToInt(scalars::cell)
                        .toArray();
                floats[p][loop] = new float[cells[p][loop].length];
            }
        }
        hyperparameters.forEach((symbol, value) -> scalars.set(scalars.cell(symbol), value));
        stepCell = scalars.cell(Symbols.STEP);
        rateCell = scalars.cell(Symbols.RATE);
        stateCells = program.scalarStates().stream().mapToInt(scalars::cell).toArray();
        start.setScalars(states, statesAt);
        readStates();
    }

    StartValues start() {
        return start;
    }

    /// The scalars of a pass's loop over all parameters, as [#gather] left them.
    float[] floats(int pass) {
        return floats(pass, ELEMENTS);
    }

    /// The scalars of one of a pass's loops, as [#gather] left them.
    float[] floats(int pass, int loop) {
        return floats[pass][loop];
    }

    /// Begins update `step` at a rate: the group's own stands to it as it stood to the rate that was set, so that every
    /// group follows the schedule.
    void begin(long step, double lr) {
        scalars.set(stepCell, (double) step);
        scalars.set(rateCell, ownRate == baseRate || Double.isNaN(ownRate) ? lr : lr / baseRate * ownRate);
        run(0);
        gather(0);
    }

    void run(int pass) {
        scalars.run(pass);
    }

    /// Computes what depends on sums over the layer and on the weight matrix, which have been set, and rounds the scalars
    /// of a pass.
    void runLayer(int pass) {
        scalars.runLayer(pass);
        scalars.runMatrix(pass);
        gather(pass);
    }

    private void gather(int pass) {
        for (int loop = 0; loop < LOOPS; loop++) {
            for (int i = 0; i < cells[pass][loop].length; i++) {
                floats[pass][loop][i] = (float) scalars.get(cells[pass][loop][i]);
            }
        }
    }

    /// Sets a sum, a mean over a weight matrix, or its shape.
    void setSum(String name, double value) {
        scalars.set(scalars.cell(name), value);
    }

    /// Gives the scalar states the values that the update computed.
    void commit() {
        scalars.commit();
        for (int i = 0; i < stateCells.length; i++) {
            states[statesAt + i] = scalars.get(stateCells[i]);
        }
    }

    /// Takes over scalar states that were changed from outside.
    void readStates() {
        for (int i = 0; i < stateCells.length; i++) {
            scalars.set(stateCells[i], states[statesAt + i]);
        }
    }
}
