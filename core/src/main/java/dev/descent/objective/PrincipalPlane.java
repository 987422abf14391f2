package dev.descent.objective;

import java.util.Comparator;
import java.util.stream.IntStream;

/// The plane through the end of a path in which the path moves most: its first two principal directions, seen from the
/// end (Li et al. 2018, "Visualizing the Loss Landscape of Neural Nets", §7.2). With m points of n coordinates, of which
/// n may be large, the m × m matrix of inner products is diagonalised instead of the n × n one: the same directions.
///
/// Directions are turned so that the path comes from the left and from above.
///
/// @param origin      (n) the end of the path
/// @param first       (n) unit length: along it the points differ most from the end
/// @param second      (n) unit length, orthogonal to the first: along it most of what is left
/// @param firstShare  of the sum of squared distances from the end, how much lies along the first
/// @param secondShare the same along the second
public record PrincipalPlane(double[] origin, double[] first, double[] second, double firstShare, double secondShare) {

    /// Shorter than this share of what it was made of, a direction is rounding.
    private static final double ROUNDING = 1e-6;

    /// The plane of a path.
    ///
    /// @param points (m, n) m at least 2, the last one being the end; not all equal
    public static PrincipalPlane of(float[][] points) {
        int m = points.length - 1;
        double[] origin = wide(points[m]);
        double[][] moves = new double[m][];
        double[][] products = new double[m][m];
        double total = 0;
        for (int i = 0; i < m; i++) {
            moves[i] = wide(points[i]);
            Vectors.add(moves[i], -1, origin);
            for (int j = 0; j <= i; j++) {
                products[i][j] = Vectors.dot(moves[i], moves[j]);
                products[j][i] = products[i][j];
            }
            total += products[i][i];
        }
        if (!(total > 0 && Double.isFinite(total))) {
            throw new IllegalArgumentException("the points do not move, or move without bound: " + total);
        }
        double[][] directions = Jacobi.of(products).vectors();
        double[] first = combined(moves, directions[m - 1]);
        Vectors.scale(first, 1 / Vectors.norm(first));
        double[] second = m > 1 ? combined(moves, directions[m - 2]) : new double[origin.length];
        Vectors.add(second, -Vectors.dot(first, second), first);
        if (Vectors.norm(second) < ROUNDING * Math.sqrt(total)) {
            second = across(first);
        }
        Vectors.scale(second, 1 / Vectors.norm(second));
        if (Vectors.dot(first, moves[0]) > 0) {
            Vectors.scale(first, -1);
        }
        if (Vectors.dot(second, moves[0]) < 0) {
            Vectors.scale(second, -1);
        }
        return new PrincipalPlane(origin, first, second, share(first, moves, total), share(second, moves, total));
    }

    /// Some direction across, for a path that is straight: towards the coordinate that it uses least.
    private static double[] across(double[] first) {
        int least = IntStream.range(0, first.length).boxed().min(Comparator.comparingDouble(k -> Math.abs(first[k])))
                .orElseThrow();
        double[] across = new double[first.length];
        across[least] = 1;
        Vectors.add(across, -first[least], first);
        return across;
    }

    private static double[] combined(double[][] moves, double[] weights) {
        double[] sum = new double[moves[0].length];
        for (int i = 0; i < moves.length; i++) {
            Vectors.add(sum, weights[i], moves[i]);
        }
        return sum;
    }

    private static double share(double[] direction, double[][] moves, double total) {
        double sum = 0;
        for (double[] move : moves) {
            double along = Vectors.dot(direction, move);
            sum += along * along;
        }
        return sum / total;
    }

    /// Where the plane passes nearest to a point.
    ///
    /// @param point (n)
    /// @return its two coordinates in the plane
    public double[] project(float[] point) {
        double[] move = wide(point);
        Vectors.add(move, -1, origin);
        return new double[] {Vectors.dot(first, move), Vectors.dot(second, move)};
    }

    /// The point of the plane with these coordinates, (n), new.
    public double[] at(double x, double y) {
        double[] point = origin.clone();
        Vectors.add(point, x, first);
        Vectors.add(point, y, second);
        return point;
    }

    private static double[] wide(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(k -> values[k]).toArray();
    }
}
