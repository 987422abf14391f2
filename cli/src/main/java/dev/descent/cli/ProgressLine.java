package dev.descent.cli;

import java.io.PrintStream;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// How far the work is: one live line on a terminal, at most ten times a second, erased at the end; elsewhere a full
/// line every tenth of the work or 30 seconds, without control characters.
///
/// May be called from several threads.
final class ProgressLine {

    private static final long LIVE_NANOS = 100_000_000L;
    private static final long LOG_NANOS = 30_000_000_000L;
    private static final int BAR = 20;
    private static final int SHORTEST_BAR = 5;

    private final PrintStream err;
    private final boolean shown;
    private final boolean live;
    private final LongSupplier clock;
    private final int width;
    private final long start;
    private long last;
    private int lastTenth;
    private boolean visible;

    /// @param clock nanoseconds
    /// @param width columns of the terminal
    ProgressLine(PrintStream err, boolean shown, boolean live, LongSupplier clock, int width) {
        this.err = err;
        this.shown = shown;
        this.live = live;
        this.clock = clock;
        this.width = width;
        this.start = clock.getAsLong();
        this.last = start;
    }

    /// Says that `fraction` of the work is done.
    ///
    /// @param fraction 0 to 1
    /// @param text     what to say beside it; asked only when it is shown
    synchronized void update(double fraction, Supplier<String> text) {
        double elapsed = (clock.getAsLong() - start) / 1e9;
        update(fraction, text, fraction > 0.01 ? elapsed / fraction * (1 - fraction) : Double.NaN);
    }

    /// Says that `fraction` of the work is done, by one who knows better how long the rest takes.
    ///
    /// @param remaining seconds; NaN where nobody knows
    synchronized void update(double fraction, Supplier<String> text, double remaining) {
        long now = clock.getAsLong();
        if (!shown || now - last < LIVE_NANOS && live) {
            return;
        }
        if (live) {
            last = now;
            String words = percent(fraction) + "  " + text.get() + "  " + times(remaining, now);
            // One column stays free: a full line would wrap and could not be erased. The bar gives way to the words.
            int room = Math.clamp(width - 1L - words.length(), 0, BAR);
            String line = bar(fraction, room < SHORTEST_BAR ? 0 : room) + words;
            err.print("\r" + (line.length() < width ? line : line.substring(0, width - 1)) + "\u001b[K");
            err.flush();
            visible = true;
        } else if ((int) (fraction * 10) > lastTenth || now - last >= LOG_NANOS) {
            last = now;
            lastTenth = (int) (fraction * 10);
            err.println(percent(fraction).strip() + "  " + text.get() + "  " + times(remaining, now));
        }
    }

    /// Removes the live line, so that something permanent can take its place.
    synchronized void erase() {
        if (visible) {
            err.print("\r\u001b[K");
            err.flush();
            visible = false;
        }
    }

    private static String bar(double fraction, int length) {
        int full = (int) Math.round(Math.clamp(fraction, 0, 1) * length);
        return "█".repeat(full) + "░".repeat(length - full);
    }

    private static String percent(double fraction) {
        return String.format("%4d%%", (int) Math.floor(100 * Math.clamp(fraction, 0, 1)));
    }

    private String times(double remaining, long now) {
        return clock((now - start) / 1e9) + " < " + (Double.isNaN(remaining) ? "?" : clock(remaining));
    }

    /// Seconds as people read them: `0:07`, `1:02:03`.
    static String clock(double seconds) {
        long whole = Math.round(seconds);
        String tail = String.format("%d:%02d", whole / 60 % 60, whole % 60);
        return whole < 3600 ? tail : String.format("%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }
}
