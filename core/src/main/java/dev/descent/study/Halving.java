package dev.descent.study;

import dev.descent.common.CounterRandom;
import dev.descent.common.CounterRandom.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Successive halving (Jamieson and Talwalkar 2016): all settings get a little, the better half gets more, and so on.
///
/// What settings get more of is seeds: a setting that looks good by luck does so once. Every setting runs its whole
/// budget with the first seed, so that the width of a good range is known and slow starters lose nothing. Where much
/// is searched, a first rung at a quarter of the budget spares the hopeless half; rates that only look good early (large
/// ones do) must still be good at the end.
///
/// A rung is decided when all of its trials are finished, equal losses in trial order: neither time nor threads decide.
/// A trial that goes on to a longer rung starts anew, which gives the same bits and costs a fifth more.
///
/// @param rungs what the settings go through
public record Halving(List<Rung> rungs) {

    /// The first rung of a wide search.
    private static final double SHORT = 0.25;
    private static final long SEEDS_FROM = 1L << 32;

    public Halving {
        rungs = List.copyOf(rungs);
    }

    /// What the settings that are left run in a rung.
    ///
    /// @param share of the budget
    /// @param seed  which of the search's seeds, from 0
    public record Rung(double share, int seed) {
    }

    /// Every setting with one seed, the better half with a second, and so on.
    public static Halving overSeeds(int seeds) {
        return new Halving(IntStream.range(0, seeds).mapToObj(seed -> new Rung(1, seed)).toList());
    }

    /// The same after a quarter of the budget has decided which half runs at all.
    public static Halving wide(int seeds) {
        List<Rung> rungs = new ArrayList<>(List.of(new Rung(SHORT, 0)));
        rungs.addAll(overSeeds(seeds).rungs);
        return new Halving(rungs);
    }

    /// How many of `n` settings go on.
    static int kept(int n) {
        return Math.ceilDiv(n, 2);
    }

    /// How many settings each rung runs, of `n`, if enough of them stay finite; none of one, which needs no search.
    int[] sizes(int n) {
        int[] sizes = new int[rungs.size()];
        int left = n == 1 ? 0 : n;
        for (int r = 0; r < sizes.length; r++) {
            sizes[r] = left;
            left = kept(left);
        }
        return sizes;
    }

    /// A seed for searching: a number that no comparison reaches by counting up from its first seed, so what the search
    /// chose by it is judged on other seeds.
    static long seed(long studySeed, int which) {
        return SEEDS_FROM + (CounterRandom.of(studySeed, Purpose.SEARCH, 1).bits(which) >>> 32);
    }
}
