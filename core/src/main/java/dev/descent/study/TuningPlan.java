package dev.descent.study;

import dev.descent.common.DescentException;
import dev.descent.optim.Optimizer;
import java.util.List;

/// What a search for a whole recipe may try, and how much of it.
///
/// @param rules   the optimizers; trial k has rule k modulo their number
/// @param space   what else varies: rate, batch size, network, decay
/// @param trials  how many; 0 leaves it to the clock
/// @param seconds of the whole search, the final training included; infinite where `trials` decide
/// @param seeds   on which the best setting and its contrasts are run again; with a clock, at most
/// @param seed    of the trials; the seeds of the runs that count are this and the following ones
/// @param threads runs at a time
public record TuningPlan(List<Optimizer> rules, SearchSpace space, int trials, double seconds, int seeds, long seed,
        int threads) {

    /// Trials that race against each other: enough to halve twice, few enough that one more nearly always fits.
    static final int BRACKET = 8;

    /// What is searched unless told otherwise: the settings that most people try by hand. Networks from one narrow layer
    /// to three wide ones.
    public static final String SPACE = "lr,batch=16/32/64/128/256,hidden=32/128/32,32/64,64/128,128/64,64,64"
            + "/128,128,128,activation=relu/tanh/gelu/silu,decay=0/0.0001/0.001/0.01";

    public TuningPlan {
        rules = List.copyOf(rules);
        if (rules.isEmpty()) {
            throw DescentException.usage("A search needs at least one optimizer.");
        }
        if (trials < 0 || trials == 1 || trials == 0 && Double.isInfinite(seconds)) {
            throw DescentException.usage("--trials " + trials + ": expected 2 or more.");
        }
        if (seeds < 0) {
            throw DescentException.usage("--seeds " + seeds + ": expected 0 or more.");
        }
        if (threads < 1) {
            throw DescentException.usage("--threads " + threads + ": expected 1 or more.");
        }
    }

    /// Trial k, a function of the seed and k alone. The first is what `train` does by itself, so that no search ends
    /// worse on the rows that steer it.
    Variation trial(int k) {
        Optimizer rule = rules.get(k % rules.size());
        return k == 0 ? Variation.of(rule) : space.trial(rule, seed, k);
    }
}
