package dev.descent.objective;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/// What the last few movements taught about the second derivatives: a movement s and what it did to the gradient, y.
/// Without a matrix it gives −H·g, where H stands for the inverse of the matrix of second derivatives: Nocedal's two
/// loops, Nocedal 1980, Updating quasi-Newton matrices with limited storage. Memory is 2·m·n numbers.
final class LastSteps {

    private record Pair(double[] s, double[] y, double sy) {
    }

    private final Deque<Pair> pairs = new ArrayDeque<>();
    private final int memory;

    /// @param memory m, how many pairs are kept
    LastSteps(int memory) {
        this.memory = memory;
    }

    boolean isEmpty() {
        return pairs.isEmpty();
    }

    void forget() {
        pairs.clear();
    }

    /// Learns from a movement.
    ///
    /// @param from   a point
    /// @param before the gradient there
    /// @param to     the next point
    /// @param after  the gradient there
    void learn(double[] from, double[] before, double[] to, double[] after) {
        double[] s = to.clone();
        add(s, -1, from);
        double[] y = after.clone();
        add(y, -1, before);
        double sy = LineSearch.dot(s, y);
        // Where the ground does not bend upwards along the movement there is nothing to learn that keeps −H·g downhill.
        if (sy > 1e-16 * LineSearch.dot(y, y)) {
            pairs.addLast(new Pair(s, y, sy));
            if (pairs.size() > memory) {
                pairs.removeFirst();
            }
        }
    }

    /// −H·g; the steepest way down, −g, as long as nothing is known.
    double[] direction(double[] gradient) {
        double[] q = gradient.clone();
        double[] alphas = new double[pairs.size()];
        int i = alphas.length;
        for (Iterator<Pair> newest = pairs.descendingIterator(); newest.hasNext();) {
            Pair pair = newest.next();
            alphas[--i] = LineSearch.dot(pair.s, q) / pair.sy;
            add(q, -alphas[i], pair.y);
        }
        if (!pairs.isEmpty()) {
            Pair last = pairs.getLast();
            double scale = last.sy / LineSearch.dot(last.y, last.y);
            for (int j = 0; j < q.length; j++) {
                q[j] *= scale;
            }
        }
        for (Pair pair : pairs) {
            add(q, alphas[i++] - LineSearch.dot(pair.y, q) / pair.sy, pair.s);
        }
        for (int j = 0; j < q.length; j++) {
            q[j] = -q[j];
        }
        return q;
    }

    private static void add(double[] to, double factor, double[] what) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * what[i];
        }
    }
}
