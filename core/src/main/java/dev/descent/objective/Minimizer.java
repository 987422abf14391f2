package dev.descent.objective;

import dev.descent.optim.Optimizer;

/// What walks down an [Objective]: an update rule at a fixed rate, or a method that may look at the objective more than
/// once per update, as [Lbfgs] does. An update rule sees one gradient of one batch; such a method needs all of the data
/// at every look, which is why it is no rule.
public interface Minimizer {

    /// An update rule at its rate.
    static Minimizer of(Optimizer optimizer) {
        return new Descending(optimizer);
    }

    /// A short name: `adam`, `lbfgs`.
    String name();

    /// What it is called beside others.
    String label();

    /// The text that makes it again.
    String spec();

    /// Its learning rate η; 1 where it finds the length of a step by itself.
    double lr();

    /// Walks.
    ///
    /// @param objective    what to descend on
    /// @param start        (size) where to begin, left as it is
    /// @param updates      how many at most
    /// @param gradientNorm stop where the gradient is at most this long; below 0 never
    Trajectory minimise(Objective objective, double[] start, int updates, double gradientNorm);

    /// An update rule at its rate.
    record Descending(Optimizer optimizer) implements Minimizer {

        @Override
        public String name() {
            return optimizer.name();
        }

        @Override
        public String label() {
            String label = optimizer.label();
            return label.length() > 40 ? optimizer.name() : label;
        }

        @Override
        public String spec() {
            return optimizer.spec();
        }

        @Override
        public double lr() {
            return optimizer.lr();
        }

        @Override
        public Trajectory minimise(Objective objective, double[] start, int updates, double gradientNorm) {
            return new Walk(objective, optimizer, start, updates, gradientNorm).run();
        }
    }
}
