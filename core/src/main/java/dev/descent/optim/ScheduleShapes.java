package dev.descent.optim;

import dev.descent.common.DescentException;
import dev.descent.equation.Printer;
import java.util.List;

/// The schedules that have names, each as its equation. With s the number of updates before this one, in units of
/// LENGTH:
///
/// ```
/// constant      η
/// step          every=LENGTH, factor=0.1          η·factor^⌊s⌋
/// exponential   every=1epoch, factor=0.95         η·factor^s
/// inverse-time  every=1epoch, rate=1              η/(1 + rate·s)
/// polynomial    over=100%, power=1, end=0         η·(end + (1 − end)·(1 − min(1, s))^power)
/// cosine        over=100%, end=0                  η·(end + (1 − end)·(1 + cos(π·min(1, s)))/2)
///               restart=LENGTH, growth=1          … s being the part of its cycle, each growth times as long
/// one-cycle     rise=30%, start=0.04, end=4e-6    up from η·start to η over rise, down to η·end, along cosines
/// ```
/// Cosine with restarts is Loshchilov and Hutter 2017 (SGDR), one-cycle Smith and Topin 2018 with the numbers that have
/// become usual. The last update is still before the end: a rate of exactly 0 would be an update for nothing.
final class ScheduleShapes {

    static final List<String> NAMES = List.of("constant", "step", "exponential", "inverse-time", "polynomial", "cosine",
            "one-cycle");

    private ScheduleShapes() {
    }

    /// The equation of a name, in the language.
    static String equation(String name, ScheduleSettings settings) {
        return switch (name) {
            case "constant" -> "η";
            case "step" -> step(settings);
            case "exponential" -> exponential(settings);
            case "inverse-time" -> inverseTime(settings);
            case "polynomial" -> polynomial(settings);
            case "cosine" -> cosine(settings);
            case "one-cycle" -> oneCycle(settings);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static String step(ScheduleSettings settings) {
        Length every = settings.length("every", "");
        return "η·" + Printer.number(settings.number("factor", 0.1, 0, 1)) + "^⌊" + every.progress() + "⌋";
    }

    private static String exponential(ScheduleSettings settings) {
        Length every = settings.length("every", "1epoch");
        return "η·" + Printer.number(settings.number("factor", 0.95, 0, 1)) + "^(" + every.progress() + ")";
    }

    private static String inverseTime(ScheduleSettings settings) {
        Length every = settings.length("every", "1epoch");
        double rate = settings.number("rate", 1, 0, 1e6);
        return "η/(1 + " + (rate == 1 ? "" : Printer.number(rate) + "·") + every.progress() + ")";
    }

    private static String polynomial(ScheduleSettings settings) {
        String left = "(1 − " + part(settings.length("over", "100%")) + ")";
        double power = settings.number("power", 1, 0, 100);
        return falling(power == 1 ? left : left + "^" + Printer.number(power), settings.number("end", 0, 0, 1));
    }

    private static String cosine(ScheduleSettings settings) {
        double end = settings.number("end", 0, 0, 1);
        if (!settings.has("restart")) {
            double growth = settings.number("growth", 1, 1, 100);
            if (growth != 1) {
                throw DescentException.usage("cosine: growth makes each cycle longer than the one before; expected "
                        + "restart as well, as in cosine:restart=10epochs,growth=2.");
            }
            return falling(half(part(settings.length("over", "100%"))), end);
        }
        String s = settings.length("restart", "").progress();
        double growth = settings.number("growth", 1, 1, 100);
        if (growth == 1) {
            return falling(half("(" + s + " − ⌊" + s + "⌋)"), end);
        }
        // Cycle k begins at (growth^k − 1)/(growth − 1). The last term keeps a quotient of logarithms that is a whole
        // number, but for rounding, from falling short of it.
        String m = Printer.number(growth);
        String lessOne = Printer.number(growth - 1);
        String length = m + "^⌊log(1 + " + lessOne + "·" + s + ")/log(" + m + ") + 1e-9⌋";
        return falling(half("(" + s + " − (" + length + " − 1)/" + lessOne + ")/" + length), end);
    }

    private static String oneCycle(ScheduleSettings settings) {
        String rise = settings.length("rise", "30%").updates();
        double start = settings.number("start", 0.04, 0, 1);
        double end = settings.number("end", 4e-6, 0, 1);
        String up = "(1 − cos(π·(t − 1)/" + rise + "))/2";
        return "if t ≤ " + rise + " then " + falling(up, start) + " else "
                + falling(half("(t − 1 − " + rise + ")/(T − " + rise + ")"), end);
    }

    /// From 0 to 1 over the length, then 1.
    private static String part(Length over) {
        return over.isRun() ? over.progress() : "min(1, " + over.progress() + ")";
    }

    /// Half a cosine from 1 to 0 while s goes from 0 to 1.
    private static String half(String s) {
        return "(1 + cos(π·" + s + "))/2";
    }

    /// η times what goes from 1 to 0, made to end at a share instead.
    private static String falling(String shape, double end) {
        return end == 0 ? "η·" + shape
                : "η·(" + Printer.number(end) + " + " + Printer.number(1 - end) + "·" + shape + ")";
    }
}
