package dev.descent.optim;

import dev.descent.equation.Loop;
import dev.descent.equation.RuleProgram;
import dev.descent.equation.Symbols;
import dev.descent.kernel.Workers;
import java.util.Arrays;
import java.util.List;

/// One update of all parameters with the whole gradient at hand: pass after pass, and in each pass weight matrix after
/// weight matrix, so that sums, means and what follows from them have one order.
///
/// Every [Stretch] counts as one weight matrix; biases are a matrix of one row.
final class WholeUpdate {

    /// Sums over parameters are taken block by block and the blocks' sums added in order. The size is part of the
    /// result's bits, so it depends on nothing; it is also a good length for a kernel call.
    static final int BLOCK = 8192;

    private final RuleProgram program;
    private final List<Stretch> stretches;
    private final List<GroupScalars> groups;
    private final GroupScalars[] groupOf;
    private final float[][] states;
    private final int layers;
    private final MatrixVectors rows;
    private final MatrixVectors columns;
    private final WholePass[] passes;
    /// By pass, layer and sum.
    private final double[][][] layerSums;

    /// @param groups  each once
    /// @param groupOf by stretch
    /// @param states  those with a value per parameter
    WholeUpdate(RuleProgram program, List<Stretch> stretches, List<GroupScalars> groups, GroupScalars[] groupOf,
            float[][] states) {
        this.program = program;
        this.stretches = stretches;
        this.groups = groups;
        this.groupOf = groupOf;
        this.states = states;
        layers = stretches.getLast().layer() + 1;
        rows = new MatrixVectors(program.rows(), stretches.stream().map(s -> s.rows().rows()).toList());
        columns = new MatrixVectors(program.columns(), stretches.stream().map(s -> s.rows().columns()).toList());
        for (int s = 0; s < groupOf.length; s++) {
            StartValues start = groupOf[s].start();
            start.set(program.rows().states(), rows.states(), rows.start(s), rows.start(s + 1));
            start.set(program.columns().states(), columns.states(), columns.start(s), columns.start(s + 1));
        }
        Arrangement arrangement = new Arrangement(program, stretches, states, rows, columns);
        passes = new WholePass[program.passes().size()];
        layerSums = new double[passes.length][][];
        for (int p = 0; p < passes.length; p++) {
            passes[p] = new WholePass(p, program.passes().get(p), arrangement);
            layerSums[p] = new double[layers][program.passes().get(p).loop().sums().size()];
        }
    }

    /// What it keeps for each row of a matrix.
    MatrixVectors rows() {
        return rows;
    }

    /// What it keeps for each column of a matrix.
    MatrixVectors columns() {
        return columns;
    }

    /// Updates all parameters in place.
    ///
    /// @param gradient may be overwritten: what a pass hands on to the later ones
    /// @param first    whether it is the first update, before which states may begin at θ
    /// @param workers  who shares the work
    void update(float[] theta, float[] gradient, boolean first, Workers workers) {
        if (first) {
            startFromTheta(theta);
        }
        for (int p = 0; p < passes.length; p++) {
            int pass = p;
            if (p > 0) {
                groups.forEach(group -> group.run(pass));
            }
            for (double[] sums : layerSums[p]) {
                Arrays.fill(sums, 0);
            }
            for (int s = 0; s < groupOf.length; s++) {
                useLayer(p, s);
                passes[p].run(s, groupOf[s], theta, gradient, layerSums[p][stretches.get(s).layer()], workers);
            }
            useTotals(p);
        }
        if (program.needsWholeGradient()) {
            groups.forEach(GroupScalars::commit);
            rows.commit();
            columns.commit();
        }
    }

    private void startFromTheta(float[] theta) {
        for (int s = 0; s < groupOf.length; s++) {
            LayerRows layer = stretches.get(s).rows();
            for (int piece = 0; piece < layer.stretches(); piece++) {
                groupOf[s].start().setFromTheta(theta, layer.offset() + piece * layer.stride(), layer.stretch(),
                        states);
            }
        }
    }

    /// Sets the sums over the layer and the means over the matrix that earlier passes took, and what depends on them.
    private void useLayer(int pass, int s) {
        GroupScalars group = groupOf[s];
        if (program.usesMatrices()) {
            group.setSum(Symbols.ROWS, stretches.get(s).rows().rows());
            group.setSum(Symbols.COLUMNS, stretches.get(s).rows().columns());
        }
        for (int p = 0; p < pass; p++) {
            RuleProgram.Pass earlier = program.passes().get(p);
            List<Loop.Sum> sums = earlier.loop().sums();
            for (int i = 0; i < sums.size(); i++) {
                if (earlier.layerSums().contains(sums.get(i).name())) {
                    group.setSum(sums.get(i).name(), layerSums[p][stretches.get(s).layer()][i]);
                }
            }
            passes[p].useMeans(s, group);
        }
        group.runLayer(pass);
    }

    /// Adds the layers' sums up, in order.
    private void useTotals(int pass) {
        List<Loop.Sum> sums = program.passes().get(pass).loop().sums();
        for (int i = 0; i < sums.size(); i++) {
            double total = 0;
            for (double[] ofLayer : layerSums[pass]) {
                total += ofLayer[i];
            }
            String name = sums.get(i).name();
            double value = total;
            groups.forEach(group -> group.setSum(name, value));
        }
    }
}
