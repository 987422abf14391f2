package dev.descent.train;

import dev.descent.optim.Plateau;
import java.util.ArrayList;
import java.util.List;

/// Watches the loss that steers and lowers the rate where it stands still: what [Plateau] asks for. It remembers after
/// which updates it did so, and so the rate is still a function of the update: a replay of earlier updates has the rates
/// that they had.
final class RateReduction {

    private final Plateau plateau;
    private final List<Long> reductions = new ArrayList<>();
    private double best = Double.POSITIVE_INFINITY;
    private int epochsWithout;
    private int cooling;

    RateReduction(Plateau plateau) {
        this.plateau = plateau;
    }

    /// Takes the loss at the end of an epoch.
    ///
    /// @param update how many updates are done
    void measured(double loss, long update) {
        boolean better = Double.isInfinite(best) ? loss < best
                : loss < best - plateau.threshold() * Math.abs(best);
        if (better) {
            best = loss;
            epochsWithout = 0;
        } else if (cooling == 0) {
            epochsWithout++;
        }
        cooling = Math.max(0, cooling - 1);
        if (epochsWithout >= plateau.patience()) {
            reductions.add(update);
            epochsWithout = 0;
            cooling = plateau.cooldown();
        }
    }

    /// The share of the rate that is left when `update` updates are done.
    double share(long update) {
        int before = 0;
        while (before < reductions.size() && reductions.get(before) <= update) {
            before++;
        }
        return plateau.share(before);
    }

    /// Everything that it remembers, for a checkpoint.
    double[] state() {
        double[] state = new double[3 + reductions.size()];
        state[0] = best;
        state[1] = epochsWithout;
        state[2] = cooling;
        for (int i = 0; i < reductions.size(); i++) {
            state[3 + i] = reductions.get(i);
        }
        return state;
    }

    /// Continues from a checkpoint.
    ///
    /// @param state as [#state()] gave it
    void restore(double[] state) {
        best = state[0];
        epochsWithout = (int) state[1];
        cooling = (int) state[2];
        reductions.clear();
        for (int i = 3; i < state.length; i++) {
            reductions.add((long) state[i]);
        }
    }
}
