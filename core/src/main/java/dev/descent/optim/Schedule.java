package dev.descent.optim;

/// The learning rate over time: an equation in `η` (the rate that was set), `t` (this update, from 1), `T` (updates in
/// the run) and `epoch` (epochs done, with fraction).
///
/// @param text the equation; `η` is constant
public record Schedule(String text) {

    /// The rate stays as it was set.
    public static Schedule constant() {
        return new Schedule("η");
    }

    /// `η·0.5^⌊t/1000⌋`.
    ///
    /// @throws dev.descent.common.DescentException (usage) for anything but an expression in η, t, T, epoch
    public static Schedule parse(String text) {
        return new Schedule(text);
    }

    /// The rate at update `t`.
    ///
    /// @param lr    the rate that was set
    /// @param t     from 1
    /// @param total updates in the run
    /// @param epoch epochs done
    public double at(double lr, long t, long total, double epoch) {
        throw new UnsupportedOperationException(text);
    }
}
