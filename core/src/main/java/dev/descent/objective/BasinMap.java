package dev.descent.objective;

import dev.descent.common.DescentException;
import dev.descent.kernel.Workers;
import dev.descent.optim.Optimizer;
import dev.descent.optim.PointsState;
import java.util.Arrays;
import java.util.List;

/// Which start ends where: walks with one rule from the cells of a grid, and the minimum that each of them reaches.
///
/// Every cell has the bits of a [Walk] from its middle, whatever the number of threads.
///
/// @param surface   with the minima that are known
/// @param optimizer the rule at its rate
/// @param window    the part of the plane that is covered
/// @param side      cells along each side
/// @param updates   of every walk
/// @param near      a walk has arrived once it stays this close to a minimum
/// @param ends      (side·side) row by row from the lowest y: the minimum's place in the surface's list, [#ELSEWHERE] or
///                  [#DIVERGED]
/// @param needed    (side·side) the update since which the walk has stayed near its minimum; −1 where it reached none
public record BasinMap(Surface surface, Optimizer optimizer, Window window, int side, int updates, double near,
        int[] ends, int[] needed) {

    /// The walk was at no known minimum when its updates were over.
    public static final int ELSEWHERE = -1;
    /// The walk left the finite numbers, its value exploded, or it began where there is no value.
    public static final int DIVERGED = -2;

    private static final int MOST_SIDE = 1_000;
    /// Points that walk side by side: enough to fill loops, few enough for every thread to get work.
    private static final int BLOCK = 512;
    /// Of the window's shorter side.
    private static final double NEAR = 0.01;
    /// Minima whose values differ by less, relative to their size, are equally low.
    private static final double EQUAL = 1e-9;

    /// Maps a surface.
    ///
    /// @param window  the part of the plane to cover
    /// @param side    cells along each side
    /// @param updates of every walk
    /// @param threads how many share the work; changes nothing
    /// @throws DescentException (usage) where the formula has not two coordinates or no minimum of it is known
    public static BasinMap of(Surface surface, Optimizer optimizer, Window window, int side, int updates,
            int threads) {
        Formula formula = surface.formula();
        if (formula.size() != 2) {
            throw DescentException.usage("A map lies in a plane, but '" + formula.text() + "' has " + formula.size()
                    + (formula.size() == 1 ? " coordinate: " : " coordinates: ")
                    + String.join(", ", formula.coordinates()) + ". Expected two.");
        }
        if (surface.minima().isEmpty()) {
            throw DescentException.usage("No minimum of '" + formula.text() + "' is known or was found from x "
                    + Numbers.text(window.xLow()) + " to " + Numbers.text(window.xHigh()) + " and y "
                    + Numbers.text(window.yLow()) + " to " + Numbers.text(window.yHigh())
                    + ", so there is nothing that a start could reach.");
        }
        if (side < 1 || side > MOST_SIDE || updates < 1) {
            throw DescentException.usage("A map of " + side + " by " + side + " starts and " + updates
                    + " updates: expected 1 to " + MOST_SIDE + " starts a side and at least 1 update.");
        }
        int[] ends = new int[side * side];
        int[] needed = new int[side * side];
        double near = nearness(surface, window);
        BasinMap map = new BasinMap(surface, optimizer, window, side, updates, near, ends, needed);
        Field field = new Field(formula);
        try (Workers workers = Workers.of(threads)) {
            workers.run(Math.ceilDiv(ends.length, BLOCK), (block, _) -> map.new Walks(field, block * BLOCK).run());
        }
        return map;
    }

    private static double nearness(Surface surface, Window window) {
        double near = NEAR * Math.min(window.xHigh() - window.xLow(), window.yHigh() - window.yLow());
        for (Minimum one : surface.minima()) {
            for (Minimum other : surface.minima()) {
                if (one != other) {
                    double dx = one.point()[0] - other.point()[0];
                    double dy = one.point()[1] - other.point()[1];
                    near = Math.min(near, Math.sqrt(dx * dx + dy * dy) / 4);
                }
            }
        }
        return near;
    }

    /// The first coordinate of the starts in column `i`.
    public double x(int i) {
        return window.xLow() + (window.xHigh() - window.xLow()) * (i + 0.5) / side;
    }

    /// The second coordinate of the starts in row `j`.
    public double y(int j) {
        return window.yLow() + (window.yHigh() - window.yLow()) * (j + 0.5) / side;
    }

    /// Which share of the starts ends so: at the minimum of that place in the list, [#ELSEWHERE] or [#DIVERGED].
    public double share(int end) {
        return (double) Arrays.stream(ends).filter(e -> e == end).count() / ends.length;
    }

    /// Whether a minimum is as low as the lowest that is known.
    public boolean isLowest(int minimum) {
        double lowest = surface.minima().getFirst().value();
        return surface.minima().get(minimum).value() <= lowest + EQUAL * Math.max(1, Math.abs(lowest));
    }

    /// Which share of the starts reaches the lowest known minimum, or one of several equally low ones.
    public double lowestShare() {
        return (double) Arrays.stream(ends).filter(end -> end >= 0 && isLowest(end)).count() / ends.length;
    }

    /// The median over the walks that arrived of the updates that they needed; NaN where none did.
    public double medianUpdates() {
        int[] sorted = Arrays.stream(needed).filter(update -> update >= 0).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length == 0 ? Double.NaN
                : sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2.0;
    }

    /// The minima that some start reaches, as places in the list, lowest first.
    public List<Integer> reached() {
        return Arrays.stream(ends).filter(end -> end >= 0).distinct().sorted().boxed().toList();
    }

    /// The walks of one block of cells, side by side.
    private final class Walks {

        private final Field field;
        private final int first;
        private final int count;
        private final double[][] theta;
        private final double[][] gradient;
        private final double[] values;
        private final double[] explosion;

        Walks(Field field, int first) {
            this.field = field;
            this.first = first;
            count = Math.min(BLOCK, ends.length - first);
            theta = new double[2][count];
            gradient = new double[2][count];
            values = new double[count];
            explosion = new double[count];
        }

        void run() {
            for (int i = 0; i < count; i++) {
                theta[0][i] = x((first + i) % side);
                theta[1][i] = y((first + i) / side);
                ends[first + i] = ELSEWHERE;
                needed[first + i] = -1;
            }
            PointsState state = PointsState.of(optimizer, 2, count);
            field.at(theta, values, gradient);
            for (int i = 0; i < count; i++) {
                explosion[i] = Walk.explosion(values[i]);
                look(i, 0);
            }
            for (int update = 1; update <= updates; update++) {
                state.update(optimizer.lr(), theta, gradient);
                field.at(theta, values, gradient);
                for (int i = 0; i < count; i++) {
                    look(i, update);
                }
            }
        }

        private void look(int i, int update) {
            int cell = first + i;
            if (ends[cell] == DIVERGED) {
                return;
            }
            double x = theta[0][i];
            double y = theta[1][i];
            boolean finite = Double.isFinite(x) && Double.isFinite(y) && Double.isFinite(gradient[0][i])
                    && Double.isFinite(gradient[1][i]);
            if (!finite || !(Math.abs(values[i]) <= explosion[i])) {
                ends[cell] = DIVERGED;
                needed[cell] = -1;
                return;
            }
            if (ends[cell] >= 0 && isNear(ends[cell], x, y)) {
                return;
            }
            ends[cell] = ELSEWHERE;
            needed[cell] = -1;
            for (int m = 0; m < surface.minima().size(); m++) {
                if (isNear(m, x, y)) {
                    ends[cell] = m;
                    needed[cell] = update;
                    return;
                }
            }
        }

        private boolean isNear(int minimum, double x, double y) {
            double[] point = surface.minima().get(minimum).point();
            double dx = x - point[0];
            double dy = y - point[1];
            return dx * dx + dy * dy <= near * near;
        }
    }
}
