package dev.descent.report;

/// Text for XML and HTML.
final class Markup {

    private Markup() {
    }

    /// A text that means nothing but itself wherever it is put: between tags or in a quoted attribute. Characters
    /// that XML does not know (most control characters, halves of pairs) become U+FFFD.
    static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(known(c) ? c : 0xfffd);
            }
        });
        return out.toString();
    }

    private static boolean known(int c) {
        return c == '\t' || c == '\n' || c == '\r' || c >= 0x20 && c <= 0x7e || c >= 0xa0 && c <= 0xd7ff
                || c >= 0xe000 && c <= 0xfffd || c >= 0x10000;
    }

    /// A length or position: at most two decimals, no trailing zeros, never `-0`. Pixels need no more, and the same
    /// picture gets the same bytes.
    static void number(StringBuilder out, double value) {
        long hundredths = Math.round(value * 100);
        if (hundredths < 0) {
            out.append('-');
            hundredths = -hundredths;
        }
        out.append(hundredths / 100);
        long rest = hundredths % 100;
        if (rest != 0) {
            out.append('.').append(rest / 10);
            if (rest % 10 != 0) {
                out.append(rest % 10);
            }
        }
    }

    /// The same as a text of its own.
    static String number(double value) {
        StringBuilder out = new StringBuilder();
        number(out, value);
        return out.toString();
    }
}
