package dev.descent.common;

/// Random numbers without hidden state: the i-th number is a pure function of a key and i.
///
/// The key is made from what the numbers are for, (seed, purpose, epoch), so that a resumed run, another thread or
/// another order of asking sees the same numbers. A number is a 64-bit mixer applied to `key + i·φ`, which is
/// SplitMix64 (Steele, Lea and Flood 2014, figure 17) indexed instead of iterated.
///
/// @param key which stream
public record CounterRandom(long key) {

    /// What a stream of numbers is for. Streams of different purposes are independent of each other. A constant's place
    /// is part of the bits, so new ones come last.
    public enum Purpose {
        /// Which rows go to training, validation and test.
        SPLIT,
        /// Initial weights; the epoch is the number of the layer.
        WEIGHTS,
        /// The order of rows in an epoch.
        SHUFFLE,
        /// Generated data; the epoch is the number of the column or part.
        DATA,
        /// A random starting point.
        START,
        /// Resampling in statistics.
        BOOTSTRAP,
        /// Trials of a search.
        SEARCH,
        /// Random tests.
        TEST
    }

    /// 2⁶⁴ divided by the golden ratio, made odd: the increment of SplitMix64.
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /// The stream for a seed and purpose.
    public static CounterRandom of(long seed, Purpose purpose) {
        return of(seed, purpose, 0);
    }

    /// The stream for a seed, purpose and epoch.
    @SuppressWarnings("EnumOrdinal")
    public static CounterRandom of(long seed, Purpose purpose, long epoch) {
        long key = mix(seed + GOLDEN);
        key = mix(key ^ mix(purpose.ordinal() + 1 + GOLDEN));
        return new CounterRandom(mix(key ^ mix(epoch + 2 * GOLDEN)));
    }

    /// 64 random bits.
    public long bits(long index) {
        return mix(key + (index + 1) * GOLDEN);
    }

    /// A number in [0, 1), a multiple of 2⁻⁵³.
    public double uniform(long index) {
        return (bits(index) >>> 11) * 0x1p-53;
    }

    /// A number of the standard normal distribution, by Box and Muller (1958) from the uniforms 2·index and 2·index+1.
    public double gaussian(long index) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform(2 * index)));
        return radius * StrictMath.cos(2 * StrictMath.PI * uniform(2 * index + 1));
    }

    /// An integer in [0, bound), by the high word of a 128-bit product. Its bias is below bound·2⁻⁶⁴.
    ///
    /// @param bound above 0
    public int below(long index, int bound) {
        return (int) Math.unsignedMultiplyHigh(bits(index), bound);
    }

    /// The numbers 0 to n-1 in random order (Fisher and Yates).
    public int[] permutation(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        for (int i = n - 1; i > 0; i--) {
            int j = below(i, i + 1);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        return order;
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
