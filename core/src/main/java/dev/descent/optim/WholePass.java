package dev.descent.optim;

import dev.descent.equation.FixedSum;
import dev.descent.equation.Loop;
import dev.descent.equation.RuleProgram;
import dev.descent.equation.RuleProgram.Take;
import dev.descent.equation.RuleProgram.Taken;
import dev.descent.kernel.FloatKernel;
import dev.descent.kernel.KernelCompiler;
import dev.descent.kernel.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One pass of [WholeUpdate] over one weight matrix after the other.
///
/// Means have one order, whatever the machine: that of a row is the sum in the order of [FixedSum], block by block, that
/// of a column adds its rows from first to last; both in double, divided by the count and rounded once.
///
/// Threads share the blocks of a loop that needs no order of rows; each block's sums are kept and then added in order.
final class WholePass {

    private static final double[] NO_SUMS = new double[0];

    private final int number;
    private final RuleProgram.Pass pass;
    private final Arrangement arrangement;
    /// Null where there is nothing to do.
    private final @Nullable FloatKernel rows;
    private final @Nullable FloatKernel columns;
    private final @Nullable FloatKernel elements;
    private final float[][] rowArrays;
    private final float[][] columnArrays;
    private final float[][] arrays;
    private final int[] offsets;
    private final Workers.Job job = this::task;
    /// By thread.
    private int[][] offsetsOf = {};
    private double[][] sumsOf = {};
    /// By block and sum.
    private double[] blockSums = {};
    // What the threads are at.
    private int from;
    private int count;
    private int blocksOfTask;
    private float[] floats = {};
    /// Which of the arrays lie like θ, which like a matrix's columns; the others are scratch.
    private final boolean[] likeTheta;
    private final boolean[] likeColumns;
    /// Which of the loop's scalars are a number of the row, and of which array.
    private final int[] rowScalars;
    private final float[][] ofRow;
    private final boolean byRows;
    private final double[] block;
    /// Means over a matrix that are scalars, by matrix.
    private final double[][] means;
    private double[] chain = {};

    WholePass(int number, RuleProgram.Pass pass, Arrangement arrangement) {
        this.number = number;
        this.pass = pass;
        this.arrangement = arrangement;
        rows = kernel(pass.rows());
        columns = kernel(pass.columns());
        elements = kernel(pass.loop());
        rowArrays = pass.rows().arrays().stream().map(arrangement.rows()::array).toArray(float[][]::new);
        columnArrays = pass.columns().arrays().stream().map(arrangement.columns()::array).toArray(float[][]::new);
        List<String> names = pass.loop().arrays();
        arrays = new float[names.size()][];
        offsets = new int[names.size()];
        likeTheta = new boolean[names.size()];
        likeColumns = new boolean[names.size()];
        for (int a = 0; a < arrays.length; a++) {
            String name = names.get(a);
            likeTheta[a] = a < 2 || arrangement.whole().containsKey(name);
            likeColumns[a] = !likeTheta[a] && arrangement.columns().has(name);
            if (a >= 2) {
                arrays[a] = arrangement.array(name);
            }
        }
        List<String> scalars = pass.loop().scalars();
        rowScalars = IntStream.range(0, scalars.size()).filter(i -> arrangement.rows().has(scalars.get(i))).toArray();
        ofRow = Arrays.stream(rowScalars).mapToObj(i -> arrangement.rows().array(scalars.get(i)))
                .toArray(float[][]::new);
        boolean single = rowScalars.length > 0;
        for (int a = 0; a < arrays.length; a++) {
            single |= !likeTheta[a];
        }
        byRows = single || pass.taken().stream().anyMatch(t -> t.how() == Take.ROW_MEANS);
        block = new double[pass.loop().sums().size()];
        means = new double[arrangement.stretches().size()][pass.taken().size()];
    }

    private static @Nullable FloatKernel kernel(Loop loop) {
        return loop.isEmpty() ? null : KernelCompiler.floats(loop);
    }

    /// Sets the means over a matrix that this pass took.
    void useMeans(int matrix, GroupScalars group) {
        for (int i = 0; i < pass.taken().size(); i++) {
            Taken taken = pass.taken().get(i);
            if (taken.how() == Take.MEAN_OF_ROWS || taken.how() == Take.MEAN_OF_COLUMNS) {
                group.setSum(taken.name(), means[matrix][i]);
            }
        }
    }

    /// Runs over a matrix.
    ///
    /// @param group its scalars, set for this matrix
    /// @param sums  the loop's sums over this matrix are added
    void run(int matrix, GroupScalars group, float[] theta, float[] gradient, double[] sums, Workers workers) {
        vectors(rows, rowArrays, arrangement.rows(), matrix, group.floats(number, GroupScalars.ROWS));
        vectors(columns, columnArrays, arrangement.columns(), matrix, group.floats(number, GroupScalars.COLUMNS));
        for (int i = 0; i < pass.taken().size(); i++) {
            takeMean(matrix, i);
        }
        if (elements == null) {
            return;
        }
        arrays[0] = theta;
        arrays[1] = gradient;
        float[] scalars = group.floats(number);
        if (byRows) {
            rowByRow(elements, matrix, scalars, sums);
        } else {
            LayerRows layer = arrangement.stretches().get(matrix).rows();
            for (int piece = 0; piece < layer.stretches(); piece++) {
                blocks(layer.offset() + piece * layer.stride(), layer.stretch(), scalars, sums, workers);
            }
        }
        for (Taken taken : pass.taken()) {
            if (taken.how() == Take.ORTHOGONAL) {
                LayerRows layer = arrangement.stretches().get(matrix).rows();
                arrangement.orthogonaliser().orthogonalise(arrangement.array(taken.name()), layer.offset(),
                        layer.rows(), layer.columns(), layer.stride());
            }
        }
    }

    private static void vectors(@Nullable FloatKernel kernel, float[][] arrays, MatrixVectors vectors, int matrix,
            float[] scalars) {
        if (kernel != null) {
            int[] offsets = new int[arrays.length];
            Arrays.fill(offsets, vectors.start(matrix));
            kernel.run(arrays, offsets, scalars, vectors.length(matrix), NO_SUMS);
        }
    }

    /// The mean of an array of rows in the order of a column, of an array of columns in the order of a row.
    private void takeMean(int matrix, int i) {
        Taken taken = pass.taken().get(i);
        if (taken.how() == Take.MEAN_OF_ROWS) {
            MatrixVectors of = arrangement.rows();
            float[] values = of.array(taken.of());
            double sum = 0;
            for (int row = of.start(matrix); row < of.start(matrix + 1); row++) {
                sum += values[row];
            }
            means[matrix][i] = sum / of.length(matrix);
        } else if (taken.how() == Take.MEAN_OF_COLUMNS) {
            MatrixVectors of = arrangement.columns();
            float[] values = of.array(taken.of());
            double sum = 0;
            for (int at = 0; at < of.length(matrix); at += WholeUpdate.BLOCK) {
                double[] chains = new double[FixedSum.CHAINS];
                FixedSum.add(values, of.start(matrix) + at, 0, Math.min(WholeUpdate.BLOCK, of.length(matrix) - at),
                        chains);
                sum += FixedSum.combine(chains);
            }
            means[matrix][i] = sum / of.length(matrix);
        }
    }

    /// Elements that lie together, block by block.
    private void blocks(int first, int length, float[] scalars, double[] sums, Workers workers) {
        from = first;
        count = length;
        floats = scalars;
        int blocks = Math.ceilDiv(length, WholeUpdate.BLOCK);
        if (blockSums.length < blocks * block.length) {
            blockSums = new double[blocks * block.length];
        }
        if (offsetsOf.length < workers.threads()) {
            offsetsOf = new int[workers.threads()][arrays.length];
            sumsOf = new double[workers.threads()][block.length];
        }
        blocksOfTask = Math.ceilDiv(blocks, workers.threads());
        workers.run(Math.ceilDiv(blocks, blocksOfTask), job);
        for (int b = 0; b < blocks; b++) {
            for (int i = 0; i < block.length; i++) {
                sums[i] += blockSums[b * block.length + i];
            }
        }
    }

    private void task(int task, int thread) {
        int[] places = offsetsOf[thread];
        double[] own = sumsOf[thread];
        int last = Math.min((task + 1) * blocksOfTask, Math.ceilDiv(count, WholeUpdate.BLOCK));
        for (int b = task * blocksOfTask; b < last; b++) {
            int done = b * WholeUpdate.BLOCK;
            Arrays.fill(places, from + done);
            Objects.requireNonNull(elements).run(arrays, places, floats, Math.min(WholeUpdate.BLOCK, count - done),
                    own);
            System.arraycopy(own, 0, blockSums, b * own.length, own.length);
        }
    }

    private void rowByRow(FloatKernel kernel, int matrix, float[] scalars, double[] sums) {
        LayerRows layer = arrangement.stretches().get(matrix).rows();
        List<Taken> columnMeans = new ArrayList<>(pass.taken());
        columnMeans.removeIf(taken -> taken.how() != Take.COLUMN_MEANS);
        int width = layer.columns();
        if (chain.length < columnMeans.size() * width) {
            chain = new double[columnMeans.size() * width];
        }
        Arrays.fill(chain, 0, columnMeans.size() * width, 0);
        double[] rowSums = new double[block.length];
        for (int row = 0; row < layer.rows(); row++) {
            int place = arrangement.rows().start(matrix) + row;
            for (int i = 0; i < rowScalars.length; i++) {
                scalars[rowScalars[i]] = ofRow[i][place];
            }
            Arrays.fill(rowSums, 0);
            for (int done = 0; done < width; done += WholeUpdate.BLOCK) {
                int count = Math.min(WholeUpdate.BLOCK, width - done);
                for (int a = 0; a < offsets.length; a++) {
                    offsets[a] = likeTheta[a] ? layer.offset() + row * layer.stride() + done
                            : likeColumns[a] ? arrangement.columns().start(matrix) + done : 0;
                }
                kernel.run(arrays, offsets, scalars, count, block);
                add(rowSums, block);
                for (int c = 0; c < columnMeans.size(); c++) {
                    addRow(arrangement.array(columnMeans.get(c).of()), count, chain, c * width + done);
                }
            }
            add(sums, rowSums);
            for (Taken taken : pass.taken()) {
                if (taken.how() == Take.ROW_MEANS) {
                    arrangement.rows().array(taken.name())[place] = (float) (rowSums[sum(taken)] / width);
                }
            }
        }
        for (int c = 0; c < columnMeans.size(); c++) {
            float[] result = arrangement.columns().array(columnMeans.get(c).name());
            for (int j = 0; j < width; j++) {
                result[arrangement.columns().start(matrix) + j] = (float) (chain[c * width + j] / layer.rows());
            }
        }
    }

    private int sum(Taken taken) {
        for (int i = 0; i < block.length; i++) {
            if (pass.loop().sums().get(i).name().equals(taken.of())) {
                return i;
            }
        }
        throw new IllegalStateException("no sum " + taken.of());
    }

    private static void addRow(float[] values, int count, double[] chains, int at) {
        for (int j = 0; j < count; j++) {
            chains[at + j] += values[j];
        }
    }

    private static void add(double[] sums, double[] more) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += more[i];
        }
    }
}
