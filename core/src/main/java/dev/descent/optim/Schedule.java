package dev.descent.optim;

import dev.descent.common.DescentException;
import dev.descent.common.Nearest;
import dev.descent.equation.Expr;
import dev.descent.equation.Interpreter;
import dev.descent.equation.Names;
import dev.descent.equation.Printer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The learning rate over time: an equation in `η` (the rate that was set), `t` (this update, from 1), `T` (updates in
/// the run), `epoch` (epochs done before this update, with fraction) and `perEpoch` (updates in an epoch). So the rate
/// is a function of the update alone, whenever and however often a run was stopped. Only what [Plateau] takes off
/// depends on what was measured, and that is kept in the checkpoint.
///
/// The usual schedules have names, which stand for their equations: see [ScheduleParser].
///
/// @param equation parsed
/// @param plateau  what else lowers the rate where the validation loss stands still; null for nothing
public record Schedule(Expr equation, @Nullable Plateau plateau) {

    private static final List<String> NAMES = List.of("η", "t", "T", "epoch", "perEpoch");
    private static final Schedule CONSTANT = new Schedule(Expr.of("η"), null);

    public Schedule {
        for (String name : Names.of(equation)) {
            if (!NAMES.contains(name)) {
                throw DescentException.usage("The schedule uses " + name
                        + ", expected only η (or lr), t (the update), T (updates in the run), "
                        + "epoch and perEpoch (updates in an epoch)." + Nearest.hint(name, NAMES));
            }
        }
    }

    /// The rate stays as it was set.
    public static Schedule constant() {
        return CONSTANT;
    }

    /// `cosine`, `warmup=5%, step:every=30epochs,factor=0.1`, `η·0.5^⌊t/1000⌋`: see [ScheduleParser].
    ///
    /// @throws DescentException (usage) for anything but a name with its settings, or an expression in η, t, T, epoch,
    ///         perEpoch
    public static Schedule parse(String text) {
        return ScheduleParser.parse(text);
    }

    /// The equation, and what [Plateau] does beside it; [#parse] reads it back.
    public String text() {
        String text = Printer.unicode(equation);
        return plateau == null ? text : text + ", " + plateau.text();
    }

    /// Whether the rate never changes.
    public boolean isConstant() {
        return equals(CONSTANT);
    }

    /// The rate at update `t`, before what [Plateau] takes off.
    ///
    /// @param lr       the rate that was set
    /// @param t        from 1
    /// @param total    updates in the run
    /// @param perEpoch updates in an epoch
    /// @throws DescentException (usage) if it is negative or not a finite number
    public double at(double lr, long t, long total, long perEpoch) {
        if (equation.equals(CONSTANT.equation)) {
            return lr;
        }
        double rate = Interpreter.evalDouble(equation, name -> switch (name) {
            case "η" -> lr;
            case "t" -> t;
            case "T" -> total;
            case "perEpoch" -> perEpoch;
            default -> (double) (t - 1) / perEpoch;
        });
        if (!(rate >= 0) || Double.isInfinite(rate)) {
            throw DescentException
                    .usage("The schedule " + text() + " gives the rate " + rate + " at update " + t + " of " + total
                            + ", expected a finite number from 0 up.");
        }
        return rate;
    }
}
