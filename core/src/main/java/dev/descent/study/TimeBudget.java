package dev.descent.study;

import dev.descent.common.DescentException;
import dev.descent.train.Interrupt;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How long a search may take. The clock decides what is begun, never what comes out of it: whatever it stops in the
/// middle counts for nothing.
public final class TimeBudget extends Interrupt {

    private static final Pattern TEXT = Pattern.compile("(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+(?:\\.\\d+)?)s)?");

    private final double seconds;
    private final Interrupt outside;
    private final LongSupplier clock;
    private final long start;
    private double reserve;

    /// @param seconds infinite where only the work decides
    /// @param outside what else may stop it
    /// @param clock   nanoseconds
    TimeBudget(double seconds, Interrupt outside, LongSupplier clock) {
        this.seconds = seconds;
        this.outside = outside;
        this.clock = clock;
        start = clock.getAsLong();
    }

    /// Reads `5m`, `90s`, `1h30m`.
    ///
    /// @return seconds
    /// @throws DescentException (usage) for anything else
    public static double parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (text.isBlank() || !matcher.matches()) {
            throw DescentException.usage("--budget " + text + ": expected a time such as 5m, 90s or 1h30m.");
        }
        double seconds = 3600 * part(matcher.group(1)) + 60 * part(matcher.group(2)) + part(matcher.group(3));
        if (!(seconds > 0)) {
            throw DescentException.usage("--budget " + text + ": expected more than no time.");
        }
        return seconds;
    }

    private static double part(@org.jspecify.annotations.Nullable String number) {
        return number == null ? 0 : Double.parseDouble(number);
    }

    /// Keeps so many seconds for what must still be done at the end.
    void reserve(double seconds) {
        reserve = seconds;
    }

    double elapsed() {
        return (clock.getAsLong() - start) * 1e-9;
    }

    /// Whether work of about that length can still be begun, before a share of the time is over.
    ///
    /// @param share of what is not reserved, 0 to 1
    boolean admits(double expected, double share) {
        return !raised() && elapsed() + expected <= share * (seconds - reserve);
    }

    /// Whether the time is over, or somebody stopped it.
    @Override
    public boolean raised() {
        return super.raised() || outside.raised() || elapsed() > seconds - reserve;
    }

    /// Whether it was stopped by somebody, not by the clock.
    boolean stopped() {
        return outside.raised();
    }

    /// The share of the time that is over; 0 where there is no end.
    double share() {
        return Double.isInfinite(seconds) ? 0 : Math.min(1, elapsed() / seconds);
    }
}
