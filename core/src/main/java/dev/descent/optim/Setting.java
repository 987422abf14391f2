package dev.descent.optim;

import dev.descent.common.DescentException;
import dev.descent.equation.Printer;

/// A hyperparameter of a rule under the name that options, JSON, links and Java share.
///
/// @param option       the global name: `beta1`
/// @param symbol       the name in the rule's equation: `β₁`
/// @param defaultValue the value it has unless set
/// @param low          smallest value allowed
/// @param lowOpen      whether `low` itself is forbidden
/// @param high         largest value allowed
/// @param highOpen     whether `high` itself is forbidden
/// @param usual        the usual range in words, for messages: `0.9 to 0.999`
/// @param meaning      what it is, in a few words
public record Setting(String option, String symbol, double defaultValue, double low, boolean lowOpen, double high,
        boolean highOpen, String usual, String meaning) {

    /// η. The upper bound is far beyond any use; it lets one prove that nothing overflows where a gradient is zero.
    static Setting lr(double defaultValue, String usual) {
        return new Setting("lr", "η", defaultValue, 0, true, 1e6, false, usual, "learning rate");
    }

    /// ε. Above 0, because a parameter whose gradient has been 0 so far divides by it.
    static Setting eps(double defaultValue, String usual) {
        return new Setting("eps", "ε", defaultValue, 1e-30, false, 100, false, usual, "keeps the divisor above 0");
    }

    /// A share that something keeps from update to update: from 0 to below 1.
    static Setting share(String option, String symbol, double defaultValue, String usual, String meaning) {
        return new Setting(option, symbol, defaultValue, 0, false, 1, true, usual, meaning);
    }

    /// A number from 0 up.
    static Setting amount(String option, String symbol, double defaultValue, String usual, String meaning) {
        return new Setting(option, symbol, defaultValue, 0, false, 1e6, false, usual, meaning);
    }

    /// The same with another default.
    Setting withDefault(double value) {
        return new Setting(option, symbol, value, low, lowOpen, high, highOpen, usual, meaning);
    }

    /// The allowed range in words: `0 ≤ beta2 < 1`.
    public String range() {
        return Printer.number(low) + (lowOpen ? " < " : " ≤ ") + option + (highOpen ? " < " : " ≤ ")
                + Printer.number(high);
    }

    /// The value, if it is allowed.
    ///
    /// @param title what the rule is called in messages
    double check(String title, double value) {
        boolean above = lowOpen ? value > low : value >= low;
        boolean below = highOpen ? value < high : value <= high;
        if (above && below) {
            return value;
        }
        throw DescentException.usage(title + ": " + option + " is " + shown(value) + ", expected " + range()
                + "; usual values are " + usual + ".");
    }

    private static String shown(double value) {
        return Double.isFinite(value) && value != StrictMath.rint(value) ? Printer.number(value)
                : Double.toString(value);
    }
}
