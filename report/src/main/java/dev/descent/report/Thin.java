package dev.descent.report;

import java.util.Arrays;

/// A curve with more points than pixels, reduced to what can be seen: in each column of pixels its first, lowest,
/// highest and last point. Spikes stay, and the curve ends where it ended.
final class Thin {

    private Thin() {
    }

    /// The indices to keep of the points `from` to `to` (exclusive).
    ///
    /// @param x pixels, ascending
    /// @param y pixels
    static int[] indices(double[] x, double[] y, int from, int to) {
        int[] kept = new int[to - from];
        int count = 0;
        for (int i = from; i < to;) {
            double column = Math.floor(x[i]);
            int low = i;
            int high = i;
            int next = i;
            while (next < to && Math.floor(x[next]) == column) {
                low = y[next] < y[low] ? next : low;
                high = y[next] > y[high] ? next : high;
                next++;
            }
            int[] four = {i, Math.min(low, high), Math.max(low, high), next - 1};
            for (int k : four) {
                if (count == 0 || kept[count - 1] < k) {
                    kept[count++] = k;
                }
            }
            i = next;
        }
        return Arrays.copyOf(kept, count);
    }
}
