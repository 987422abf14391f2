package dev.descent.equation;

/// The one order in which a [Loop]'s sums are taken, so that every width of vector and the interpreter give the same
/// bits.
///
/// Element j of a call is added, as a `double`, to chain j mod 16, each chain ascending from +0. Then one fixed tree:
/// chain i takes in chain i + 8, then i + 4, i + 2, i + 1, and what chain 0 holds, plus 0.0, is the sum. `double`
/// because a sum of squares of ordinary float gradients may leave the floats, and because it costs nothing where memory
/// is the limit.
public final class FixedSum {

    /// How many chains: a logical count, made of as many vectors as the machine needs.
    public static final int CHAINS = 16;

    private FixedSum() {
    }

    /// The sum of `count` elements of `a`, from element `from` on.
    public static double of(double[] a, int from, int count) {
        double[] chains = new double[CHAINS];
        add(a, from, 0, count, chains);
        return combine(chains);
    }

    /// Adds elements `first` to `end` − 1 of a row, which starts at `a[at]`, to their chains.
    public static void add(float[] a, int at, int first, int end, double[] chains) {
        for (int j = first; j < end; j++) {
            chains[j % CHAINS] += a[at + j];
        }
    }

    /// Adds elements `first` to `end` − 1 of a row, which starts at `a[at]`, to their chains.
    public static void add(double[] a, int at, int first, int end, double[] chains) {
        for (int j = first; j < end; j++) {
            chains[j % CHAINS] += a[at + j];
        }
    }

    /// The tree over the 16 chains, which it overwrites.
    public static double combine(double[] chains) {
        for (int half = CHAINS / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                chains[i] += chains[i + half];
            }
        }
        return chains[0] + 0.0;
    }
}
