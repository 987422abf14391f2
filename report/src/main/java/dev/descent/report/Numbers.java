package dev.descent.report;

/// Numbers for people: three significant digits, written out; the same in chart, table, terminal and page.
public final class Numbers {

    private Numbers() {
    }

    /// A measured value: `0.0031`, `0.226`, `14,200`, `6.9e7`; `–` where there is none.
    public static String shown(double value) {
        throw new UnsupportedOperationException("" + value);
    }

    /// A counted value, all its digits: `14,237`.
    public static String count(long value) {
        throw new UnsupportedOperationException("" + value);
    }

    /// A time: `8.2 ms`, `3.41 s`, `1:05 min`, `2:03 h`.
    public static String seconds(double seconds) {
        throw new UnsupportedOperationException("" + seconds);
    }

    /// Median and range over seeds: `0.226 [0.224, 0.231]`.
    public static String range(double median, double low, double high) {
        return shown(median) + " [" + shown(low) + ", " + shown(high) + "]";
    }
}
