package dev.descent.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Work on chains of points in pixels.
final class Polyline {

    private Polyline() {
    }

    /// The same chain with fewer points, nowhere further than `tolerance` from it (Douglas and Peucker, 1973).
    static double[][] simplified(double[] x, double[] y, double tolerance) {
        int n = x.length;
        boolean[] keep = new boolean[n];
        List<int[]> open = new ArrayList<>();
        if (n > 0) {
            keep[0] = true;
            keep[n - 1] = true;
            open.add(new int[] {0, n - 1});
        }
        while (!open.isEmpty()) {
            int[] part = open.removeLast();
            int furthest = -1;
            double distance = tolerance;
            for (int i = part[0] + 1; i < part[1]; i++) {
                double d = fromSegment(x[i], y[i], x[part[0]], y[part[0]], x[part[1]], y[part[1]]);
                if (d > distance) {
                    distance = d;
                    furthest = i;
                }
            }
            if (furthest > 0) {
                keep[furthest] = true;
                open.add(new int[] {part[0], furthest});
                open.add(new int[] {furthest, part[1]});
            }
        }
        double[][] kept = new double[2][n];
        int count = 0;
        for (int i = 0; i < n; i++) {
            if (keep[i]) {
                kept[0][count] = x[i];
                kept[1][count++] = y[i];
            }
        }
        return new double[][] {Arrays.copyOf(kept[0], count), Arrays.copyOf(kept[1], count)};
    }

    static double fromSegment(double px, double py, double x1, double y1, double x2, double y2) {
        double dx = x2 - x1;
        double dy = y2 - y1;
        double length = dx * dx + dy * dy;
        double share = length == 0 ? 0 : Math.clamp(((px - x1) * dx + (py - y1) * dy) / length, 0, 1);
        return Math.hypot(px - x1 - share * dx, py - y1 - share * dy);
    }

    /// The pieces of a chain that lie in a box.
    static List<double[][]> clipped(double[] x, double[] y, Box box) {
        List<double[][]> pieces = new ArrayList<>();
        List<double[]> piece = new ArrayList<>();
        for (int i = 1; i < x.length; i++) {
            double[] part = box.share(x[i - 1], y[i - 1], x[i], y[i]);
            if (part.length == 0) {
                finish(piece, pieces);
                continue;
            }
            if (piece.isEmpty() || part[0] > 0) {
                finish(piece, pieces);
                piece.add(between(x, y, i, part[0]));
            }
            piece.add(between(x, y, i, part[1]));
            if (part[1] < 1) {
                finish(piece, pieces);
            }
        }
        finish(piece, pieces);
        return pieces;
    }

    private static double[] between(double[] x, double[] y, int i, double share) {
        return share == 1
                ? new double[] {x[i], y[i]}
                : new double[] {x[i - 1] + share * (x[i] - x[i - 1]), y[i - 1] + share * (y[i] - y[i - 1])};
    }

    private static void finish(List<double[]> piece, List<double[][]> pieces) {
        if (piece.size() > 1) {
            pieces.add(new double[][] {piece.stream().mapToDouble(p -> p[0]).toArray(),
                    piece.stream().mapToDouble(p -> p[1]).toArray()});
        }
        piece.clear();
    }
}
