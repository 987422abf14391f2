package dev.descent.report;

import java.text.Normalizer;
import java.util.Map;
import java.util.stream.Collectors;

/// Text in character cells.
final class Plain {

    private static final Map<Integer, String> SPELLED = Map.ofEntries(Map.entry((int) '–', "-"),
            Map.entry((int) '−', "-"), Map.entry((int) '—', "-"), Map.entry((int) '·', "*"),
            Map.entry((int) '×', "x"), Map.entry((int) '✕', "x"), Map.entry((int) '…', "."),
            Map.entry((int) '∞', "inf"), Map.entry((int) '≤', "<="), Map.entry((int) '≥', ">="),
            Map.entry((int) '≈', "~"), Map.entry((int) '²', "^2"), Map.entry((int) 'η', "eta"),
            Map.entry((int) 'θ', "theta"), Map.entry((int) 'λ', "lambda"), Map.entry((int) 'β', "beta"),
            Map.entry((int) 'κ', "kappa"), Map.entry((int) '→', "->"), Map.entry((int) '←', "<-"));

    private Plain() {
    }

    /// A text in ASCII: known signs spelled out, accents dropped, the rest `?`.
    static String ascii(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD).codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .mapToObj(c -> c < 128 ? Character.toString(c) : SPELLED.getOrDefault(c, "?"))
                .collect(Collectors.joining());
    }

    /// How many cells of a terminal a text fills: two for East Asian letters, none for combining marks.
    static int cells(String text) {
        return text.codePoints().map(Plain::cells).sum();
    }

    private static int cells(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT
                || type == Character.CONTROL) {
            return 0;
        }
        boolean wide = c >= 0x1100 && c <= 0x115f || c >= 0x2e80 && c <= 0xa4cf || c >= 0xac00 && c <= 0xd7a3
                || c >= 0xf900 && c <= 0xfaff || c >= 0xfe30 && c <= 0xfe6f || c >= 0xff00 && c <= 0xff60
                || c >= 0x1f300 && c <= 0x1faff || c >= 0x20000 && c <= 0x3fffd;
        return wide ? 2 : 1;
    }

    /// A text cut to a number of cells. Control characters, which could move a terminal's cursor, are dropped.
    static String cut(String text, int cells, boolean unicode) {
        StringBuilder out = new StringBuilder();
        String shown = printable(text);
        if (cells(shown) <= cells) {
            return shown;
        }
        int room = cells - 1;
        for (int c : shown.codePoints().toArray()) {
            room -= cells(c);
            if (room < 0) {
                break;
            }
            out.appendCodePoint(c);
        }
        return cells < 1 ? "" : out.append(unicode ? '…' : '.').toString();
    }

    /// A text without control characters.
    static String printable(String text) {
        return text.codePoints().filter(c -> Character.getType(c) != Character.CONTROL)
                .mapToObj(Character::toString).collect(Collectors.joining());
    }

    /// A text filled up with blanks.
    static String padded(String text, int cells, boolean right) {
        String blanks = " ".repeat(Math.max(0, cells - cells(text)));
        return right ? blanks + text : text + blanks;
    }
}
