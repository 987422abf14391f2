package dev.descent.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Pushes labels in a column apart, each as little as possible: neighbours that would overlap become a group, and a
/// group stands where its members would stand on average.
final class Spread {

    private record Group(double centre, int first, int count) {
    }

    private Spread() {
    }

    /// New centres, in the order given, at least `gap` apart and between `top` and `bottom` where there is room.
    static double[] apart(double[] wanted, double gap, double top, double bottom) {
        int[] order = IntStream.range(0, wanted.length).boxed().sorted(Comparator.comparingDouble(i -> wanted[i]))
                .mapToInt(Integer::intValue).toArray();
        double step = Math.min(gap, (bottom - top) / Math.max(1, wanted.length - 1));
        List<Group> groups = new ArrayList<>();
        for (int k = 0; k < order.length; k++) {
            Group group = held(new Group(wanted[order[k]], k, 1), step, top, bottom);
            while (!groups.isEmpty() && overlap(groups.getLast(), group, step)) {
                Group above = groups.removeLast();
                double centre = (above.centre * above.count + group.centre * group.count)
                        / (above.count + group.count);
                group = held(new Group(centre, above.first, above.count + group.count), step, top, bottom);
            }
            groups.add(group);
        }
        double[] placed = new double[wanted.length];
        for (Group group : groups) {
            for (int k = 0; k < group.count; k++) {
                placed[order[group.first + k]] = group.centre + (k - (group.count - 1) / 2.0) * step;
            }
        }
        return placed;
    }

    private static boolean overlap(Group above, Group below, double step) {
        return below.centre - above.centre < (above.count + below.count) / 2.0 * step - 1e-9;
    }

    private static Group held(Group group, double step, double top, double bottom) {
        double half = (group.count - 1) / 2.0 * step;
        double centre = Math.max(top + half, Math.min(bottom - half, group.centre));
        return new Group(centre, group.first, group.count);
    }
}
