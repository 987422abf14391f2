package dev.descent.optim;

import dev.descent.common.DescentException;
import dev.descent.common.Nearest;
import dev.descent.equation.Expr;
import dev.descent.equation.Interpreter;
import dev.descent.equation.Names;
import dev.descent.equation.Parser;
import dev.descent.equation.Printer;
import java.util.List;

/// The learning rate over time: an equation in `η` (the rate that was set), `t` (this update, from 1), `T` (updates in
/// the run) and `epoch` (epochs done, with fraction).
///
/// @param equation parsed
public record Schedule(Expr equation) {

    private static final List<String> NAMES = List.of("η", "t", "T", "epoch");
    private static final Schedule CONSTANT = new Schedule(Expr.of("η"));

    public Schedule {
        for (String name : Names.of(equation)) {
            if (!NAMES.contains(name)) {
                throw DescentException.usage("The schedule uses " + name
                        + ", expected only η (or lr), t (the update), T (updates in the run) and "
                        + "epoch." + Nearest.hint(name, NAMES));
            }
        }
    }

    /// The rate stays as it was set.
    public static Schedule constant() {
        return CONSTANT;
    }

    /// `η·0.5^⌊t/1000⌋`, or `constant`.
    ///
    /// @throws DescentException (usage) for anything but an expression in η, t, T, epoch
    public static Schedule parse(String text) {
        return text.strip().equals("constant") ? CONSTANT : new Schedule(Parser.parseExpression(text, "schedule"));
    }

    /// The equation, which [#parse] reads back.
    public String text() {
        return Printer.unicode(equation);
    }

    /// Whether the rate never changes.
    public boolean isConstant() {
        return equals(CONSTANT);
    }

    /// The rate at update `t`.
    ///
    /// @param lr    the rate that was set
    /// @param t     from 1
    /// @param total updates in the run
    /// @param epoch epochs done
    /// @throws DescentException (usage) if it is negative or not a finite number
    public double at(double lr, long t, long total, double epoch) {
        if (isConstant()) {
            return lr;
        }
        double rate = Interpreter.evalDouble(equation, name -> switch (name) {
            case "η" -> lr;
            case "t" -> t;
            case "T" -> total;
            default -> epoch;
        });
        if (!(rate >= 0) || Double.isInfinite(rate)) {
            throw DescentException
                    .usage("The schedule " + text() + " gives the rate " + rate + " at update " + t + " of " + total
                            + ", expected a finite number from 0 up.");
        }
        return rate;
    }
}
