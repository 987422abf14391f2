package dev.descent.lab.pages;

import dev.descent.data.Batches;

/// Plain descent by mini-batches, update by update, told in the height over the minimum of the whole loss.
///
/// The rule sgd stands here written out, and tests hold it to the bits of the rule itself: interpreting an equation for two
/// weights costs as much as the gradients of hundreds of rows, and a clock would show nothing else.
final class BatchWalk {

    /// A height this many times the start's (or 1) is an explosion: no descent comes back from there.
    private static final double EXPLOSION = 1e12;

    private final ScaledPlane whole;
    private final Orders orders;
    private final Batches batches;
    private final double lr;
    private final double highest;
    private final double[] theta;
    private final double[] gradient = new double[2];
    private int[] order;
    private int epoch;
    private int inEpoch;
    private long updates;

    /// @param whole the loss over all rows
    /// @param size  rows of a batch
    /// @param lr    η
    /// @param start (2) where it begins
    BatchWalk(ScaledPlane whole, Orders orders, int size, double lr, double[] start) {
        this.whole = whole;
        this.orders = orders;
        this.batches = orders.batches(size);
        this.lr = lr;
        this.theta = start.clone();
        this.highest = EXPLOSION * Math.max(1, whole.height(start));
        this.order = order();
    }

    private int[] order() {
        return batches.perEpoch() == 1 ? batches.order(0) : orders.of(epoch);
    }

    /// One update: the gradient of the next batch, and θ ← θ − η·g.
    void update() {
        whole.loss().gradient(theta, order, batches.from(inEpoch), batches.count(inEpoch), gradient);
        theta[0] -= lr * gradient[0];
        theta[1] -= lr * gradient[1];
        updates++;
        if (++inEpoch == batches.perEpoch()) {
            inEpoch = 0;
            epoch++;
            if (batches.perEpoch() > 1) {
                order = order();
            }
        }
    }

    long updates() {
        return updates;
    }

    double[] theta() {
        return theta.clone();
    }

    double height() {
        return whole.height(theta);
    }

    /// Whether it has left for good.
    boolean gone() {
        return !(height() < highest);
    }
}
