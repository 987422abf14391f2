package dev.descent.practice;

import dev.descent.data.Examples;
import dev.descent.kernel.Workers;
import dev.descent.nn.Backprop;
import dev.descent.nn.Parameters;
import java.util.stream.IntStream;

/// Three steps from one point: along the gradient of one mini-batch, L′, of another, L″, and of all rows, L; and what each
/// does to all three losses. What a mini-batch minimises is not the total loss.
///
/// @param rows    rows of each mini-batch
/// @param lr      η
/// @param before  L′, L″ and L at the point
/// @param after   (3, 3): row i is the step on L′, L″ or L, column j the loss L′, L″ or L after it
/// @param degrees between the gradients of L′ and L″, L′ and L, L″ and L
record BatchSteps(int rows, double lr, double[] before, double[][] after, double[] degrees) {

    static final String[] NAMES = {"L′", "L″", "L"};

    /// @param rows  of a mini-batch; the first and the second in the order of the examples
    /// @param total rows that stand for all
    static BatchSteps of(BatchRun.Bench bench, Parameters at, int rows, int total, double lr) {
        Examples all = bench.rows();
        int[][] parts = {range(0, rows), range(rows, 2 * rows), range(0, total)};
        try (Workers workers = bench.workers(total)) {
            Backprop backprop = new Backprop(bench.network(), Math.max(total, 1_024), workers);
            float[][] gradients = new float[3][at.values().length];
            double[] before = new double[3];
            for (int i = 0; i < 3; i++) {
                before[i] = backprop.gradient(at, all.x(), all.targets(), null, parts[i], 0, parts[i].length,
                        gradients[i]);
            }
            double[][] after = new double[3][3];
            for (int i = 0; i < 3; i++) {
                Parameters moved = at.copy();
                for (int k = 0; k < gradients[i].length; k++) {
                    moved.values()[k] -= (float) (lr * gradients[i][k]);
                }
                for (int j = 0; j < 3; j++) {
                    after[i][j] = backprop.loss(moved, all.x(), all.targets(), null, parts[j][0], parts[j].length);
                }
            }
            return new BatchSteps(rows, lr, before, after, new double[] {angle(gradients[0], gradients[1]),
                    angle(gradients[0], gradients[2]), angle(gradients[1], gradients[2])});
        }
    }

    private static int[] range(int from, int to) {
        return IntStream.range(from, to).toArray();
    }

    private static double angle(float[] a, float[] b) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (double) a[i] * b[i];
            aa += (double) a[i] * a[i];
            bb += (double) b[i] * b[i];
        }
        return StrictMath.toDegrees(StrictMath.acos(Math.clamp(ab / Math.sqrt(aa * bb), -1, 1)));
    }

    Exhibit table() {
        Exhibit.Grid table = Exhibit.Grid.of("Three steps from one point, η = " + lr + ", mini-batches of " + rows
                + " rows: what each does to the three losses").column("step along the gradient of", Exhibit.Kind.WORD);
        for (String name : NAMES) {
            table = table.column(name, Exhibit.Kind.MEASURED);
        }
        table = table.row("(none)", before[0], before[1], before[2]);
        for (int i = 0; i < 3; i++) {
            table = table.row(NAMES[i], after[i][0], after[i][1], after[i][2]);
        }
        return table;
    }

    String words() {
        return "A mini-batch does not minimise the total loss: a step along the gradient of L′ changed L′ by "
                + change(0, 0) + ", L″ by " + change(0, 1) + " and L by " + change(0, 2)
                + "; a step on L″ changed L by "
                + change(1, 2) + ", one on L itself by " + change(2, 2) + ". The gradients of L′ and L″ stand "
                + Say.measured(degrees[0]) + "° apart, that of L′ " + Say.measured(degrees[1]) + "° from that of L.";
    }

    private String change(int step, int loss) {
        double change = after[step][loss] - before[loss];
        return (change > 0 ? "+" : "") + Say.measured(change);
    }
}
