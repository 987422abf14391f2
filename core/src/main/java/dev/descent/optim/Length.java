package dev.descent.optim;

import dev.descent.common.DescentException;
import dev.descent.equation.Printer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A stretch of a run: so many updates, epochs, or percent of the run.
///
/// @param count above 0
/// @param unit  which
record Length(double count, Unit unit) {

    /// What is counted.
    enum Unit {
        UPDATES, EPOCHS, PERCENT
    }

    private static final Pattern TEXT = Pattern.compile("([0-9.eE+-]*[0-9.])\\s*(updates?|epochs?|%|)");

    /// `1000`, `1000updates`, `30epochs`, `1epoch`, `5%`.
    static Length parse(String name, String text) {
        Matcher matcher = TEXT.matcher(text);
        double count = matcher.matches() ? Specs.number(name, matcher.group(1)) : Double.NaN;
        if (!(count > 0) || count > 1e15) {
            throw DescentException.usage(name + "=" + text
                    + ": expected a length above 0 such as 1000 (updates), 30epochs or 5% (of the run).");
        }
        String unit = matcher.group(2);
        return new Length(count, unit.equals("%") ? Unit.PERCENT : unit.startsWith("e") ? Unit.EPOCHS : Unit.UPDATES);
    }

    /// How many of these lengths lie between the beginning and this update, as text of the language. Whole numbers stay
    /// whole until the one division, so that what changes after a length changes at that update and not one later.
    String progress() {
        String n = Printer.number(count);
        return switch (unit) {
            case UPDATES -> count == 1 ? "(t − 1)" : "(t − 1)/" + n;
            case EPOCHS -> count == 1 ? "epoch" : "epoch/" + n;
            case PERCENT -> isRun() ? "(t − 1)/T" : "100·(t − 1)/(" + n + "·T)";
        };
    }

    /// The length in whole updates, as text of the language.
    String updates() {
        String n = Printer.number(count);
        boolean whole = count == StrictMath.rint(count);
        return switch (unit) {
            case UPDATES -> whole ? n : "round(" + n + ")";
            case EPOCHS -> whole ? "(" + n + "·perEpoch)" : "round(" + n + "·perEpoch)";
            case PERCENT -> "round(" + n + "·T/100)";
        };
    }

    /// Whether it is the whole run.
    boolean isRun() {
        return unit == Unit.PERCENT && count == 100;
    }
}
