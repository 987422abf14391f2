package dev.descent.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Lines of equal value on a grid. In each cell the line enters and leaves through edges whose ends lie on different
/// sides of the level; where all four edges are crossed, the mean of the corners decides which pairs belong together.
/// Every crossed edge belongs to at most two cells, so the pieces link up to chains without ambiguity.
final class MarchingSquares {

    /// Stands for "lower than any level".
    private static final double FLOOR = -Double.MAX_VALUE / 8;

    private final double[] x;
    private final double[] y;
    private final double[][] z;
    private final double level;
    /// For each crossed edge, its neighbours along the line (-1: none).
    private final Map<Integer, int[]> links = new HashMap<>();
    private final List<Integer> order = new ArrayList<>();

    private MarchingSquares(double[] x, double[] y, double[][] z, double level) {
        this.x = x;
        this.y = y;
        this.z = z;
        this.level = level;
    }

    /// The lines of a level, as {x coordinates, y coordinates}; they end at the grid's border or are closed.
    static List<double[][]> lines(Relief relief, double level) {
        return new MarchingSquares(relief.x(), relief.y(), finite(relief.values()), level).chains();
    }

    /// The borders of the area where the surface is at or above a level, all closed: the grid gets a rim of no width
    /// that lies lower than everything.
    static List<double[][]> rings(Relief relief, double level) {
        double[][] inner = finite(relief.values());
        int nx = relief.x().length;
        int ny = relief.y().length;
        double[][] z = new double[ny + 2][nx + 2];
        for (double[] row : z) {
            Arrays.fill(row, FLOOR);
        }
        for (int j = 0; j < ny; j++) {
            System.arraycopy(inner[j], 0, z[j + 1], 1, nx);
        }
        return new MarchingSquares(rimmed(relief.x()), rimmed(relief.y()), z, level).chains();
    }

    private static double[] rimmed(double[] values) {
        double[] wider = new double[values.length + 2];
        System.arraycopy(values, 0, wider, 1, values.length);
        wider[0] = values[0];
        wider[wider.length - 1] = values[values.length - 1];
        return wider;
    }

    /// Where there is no finite value the surface counts as very high: nobody descends there.
    private static double[][] finite(double[][] values) {
        double[][] z = new double[values.length][];
        for (int j = 0; j < z.length; j++) {
            z[j] = Arrays.stream(values[j])
                    .map(v -> Double.isNaN(v) ? -FLOOR : Math.clamp(v, FLOOR, -FLOOR)).toArray();
        }
        return z;
    }

    private List<double[][]> chains() {
        for (int j = 0; j + 1 < y.length; j++) {
            for (int i = 0; i + 1 < x.length; i++) {
                cell(i, j);
            }
        }
        List<double[][]> chains = new ArrayList<>();
        // Open lines first, from one of their ends; what is left is closed.
        for (boolean open : new boolean[] {true, false}) {
            for (int edge : order) {
                int[] next = links.get(edge);
                if (next != null && (!open || next[1] < 0)) {
                    chains.add(follow(edge));
                }
            }
        }
        return chains;
    }

    private double[][] follow(int start) {
        List<Integer> edges = new ArrayList<>();
        int at = start;
        int from = -1;
        while (at >= 0) {
            int[] next = links.remove(at);
            edges.add(at);
            if (next == null) {
                break; // Back at the start of a closed line.
            }
            int ahead = next[0] != from ? next[0] : next[1];
            from = at;
            at = ahead;
        }
        double[][] points = new double[2][edges.size()];
        for (int k = 0; k < edges.size(); k++) {
            point(edges.get(k), points, k);
        }
        return points;
    }

    private void cell(int i, int j) {
        boolean a = z[j][i] >= level;
        boolean b = z[j][i + 1] >= level;
        boolean c = z[j + 1][i + 1] >= level;
        boolean d = z[j + 1][i] >= level;
        int bottom = horizontal(i, j);
        int top = horizontal(i, j + 1);
        int left = vertical(i, j);
        int right = vertical(i + 1, j);
        if (a != b && b != c && c != d) {
            boolean middle = (z[j][i] + z[j][i + 1] + z[j + 1][i + 1] + z[j + 1][i]) / 4 >= level;
            link(bottom, middle == a ? right : left);
            link(top, middle == a ? left : right);
            return;
        }
        int[] crossed = new int[2];
        int count = 0;
        for (int[] edge : new int[][] {{a != b ? 1 : 0, bottom}, {b != c ? 1 : 0, right}, {c != d ? 1 : 0, top},
                {d != a ? 1 : 0, left}}) {
            if (edge[0] == 1) {
                crossed[count++] = edge[1];
            }
        }
        if (count == 2) {
            link(crossed[0], crossed[1]);
        }
    }

    private void link(int one, int other) {
        linkTo(one, other);
        linkTo(other, one);
    }

    private void linkTo(int from, int to) {
        int[] known = links.get(from);
        if (known == null) {
            links.put(from, new int[] {to, -1});
            order.add(from);
        } else {
            known[1] = to;
        }
    }

    private int horizontal(int i, int j) {
        return j * x.length + i;
    }

    private int vertical(int i, int j) {
        return x.length * y.length + j * x.length + i;
    }

    private void point(int edge, double[][] into, int at) {
        boolean upright = edge >= x.length * y.length;
        int cell = upright ? edge - x.length * y.length : edge;
        int i = cell % x.length;
        int j = cell / x.length;
        int i2 = upright ? i : i + 1;
        int j2 = upright ? j + 1 : j;
        double share = (level - z[j][i]) / (z[j2][i2] - z[j][i]);
        into[0][at] = x[i] + share * (x[i2] - x[i]);
        into[1][at] = y[j] + share * (y[j2] - y[j]);
    }
}
