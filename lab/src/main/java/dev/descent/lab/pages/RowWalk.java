package dev.descent.lab.pages;

import dev.descent.lab.web.Answer;
import dev.descent.objective.Objective;
import dev.descent.optim.PointState;
import dev.descent.optim.Optimizer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A descent whose updates may each look at another part of the loss, told in the whole loss after every update.
final class RowWalk {

    /// A loss this many times its start (or 1) is an explosion: no descent comes back from there.
    private static final double EXPLOSION = 1e12;

    private final Objective whole;
    private final Optimizer optimizer;
    private final PointState state;
    private final double[] theta;
    private final double[] gradient = new double[2];
    private final double[] points;
    private final double[] losses;
    private int updates;
    private boolean diverged;

    /// @param whole     the loss over all rows
    /// @param optimizer the rule, with its rate
    /// @param start     (2) where it begins
    /// @param most      how many updates it may be asked for
    RowWalk(Objective whole, Optimizer optimizer, double[] start, int most) {
        this.whole = whole;
        this.optimizer = optimizer;
        this.state = PointState.of(optimizer, 2);
        this.theta = start.clone();
        this.points = new double[2 * (most + 1)];
        this.losses = new double[most + 1];
        record();
    }

    boolean alive() {
        return !diverged;
    }

    int updates() {
        return updates;
    }

    /// One update by the gradient of a part of the loss. Where it would leave the finite numbers, the path ends before.
    void update(Objective part) {
        part.valueAndGradient(theta, gradient);
        state.update(optimizer.lr(), theta, gradient);
        updates++;
        record();
        double loss = losses[updates];
        if (!Double.isFinite(loss) || loss > EXPLOSION * Math.max(1, losses[0])) {
            diverged = true;
            updates--;
        }
    }

    /// The whole loss after so many updates; null where it was not reached.
    @Nullable
    Double lossAfter(int update) {
        return update <= updates ? losses[update] : null;
    }

    /// Goes on to look when the loss is at most that; null where it never is. What it finds is no part of the path.
    @Nullable
    Integer continued(@Nullable Double loss) {
        if (loss == null) {
            return null;
        }
        int kept = updates;
        int at = 0;
        while (losses[at] > loss) {
            if (at == updates) {
                if (diverged || updates == losses.length - 1) {
                    updates = kept;
                    return null;
                }
                update(whole);
                if (diverged) {
                    updates = kept;
                    return null;
                }
            }
            at++;
        }
        updates = kept;
        return at;
    }

    /// The lowest or highest loss over the last so many updates.
    double extreme(int last, boolean high) {
        double[] tail = Arrays.copyOfRange(losses, Math.max(0, updates - last + 1), updates + 1);
        Arrays.sort(tail);
        return tail[high ? tail.length - 1 : 0];
    }

    /// Adds the points, (updates + 1, 2), and the losses, (updates + 1), as blocks, and whether it diverged.
    void add(Answer answer, String name) {
        answer.doubles(name + "Points", Arrays.copyOf(points, 2 * (updates + 1)))
                .doubles(name + "Loss", Arrays.copyOf(losses, updates + 1)).fact(name + "Diverged", diverged);
    }

    private void record() {
        points[2 * updates] = theta[0];
        points[2 * updates + 1] = theta[1];
        losses[updates] = whole.valueAndGradient(theta, gradient);
    }
}
