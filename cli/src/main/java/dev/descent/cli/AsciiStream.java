package dev.descent.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Map;

/// Writes text where the locale allows ASCII only: `θ` becomes `theta`, not a question mark.
final class AsciiStream extends PrintStream {

    private static final Map<Integer, String> SPELLING = Map.ofEntries(Map.entry((int) 'θ', "theta"),
            Map.entry((int) 'η', "eta"), Map.entry((int) 'β', "beta"), Map.entry((int) 'ε', "eps"),
            Map.entry((int) 'λ', "lambda"), Map.entry((int) 'α', "alpha"), Map.entry((int) 'ρ', "rho"),
            Map.entry((int) 'σ', "sigma"), Map.entry((int) 'μ', "mu"), Map.entry((int) 'κ', "kappa"),
            Map.entry((int) 'π', "pi"), Map.entry((int) 'Σ', "sum"), Map.entry((int) '∇', "grad "),
            Map.entry((int) '←', "<-"), Map.entry((int) '→', "->"), Map.entry((int) '−', "-"),
            Map.entry((int) '–', "-"), Map.entry((int) '·', "*"), Map.entry((int) '×', "x"),
            Map.entry((int) '√', "sqrt "), Map.entry((int) '≤', "<="), Map.entry((int) '≥', ">="),
            Map.entry((int) '≈', "~"), Map.entry((int) '±', "+-"), Map.entry((int) '²', "^2"),
            Map.entry((int) '³', "^3"), Map.entry((int) '…', "..."), Map.entry((int) '‖', "||"),
            Map.entry((int) '∞', "infinity"), Map.entry((int) '“', "\""), Map.entry((int) '”', "\""),
            Map.entry(0x0302, "hat"), Map.entry((int) '█', "#"), Map.entry((int) '░', "-"));

    AsciiStream(OutputStream out) {
        super(out, true, StandardCharsets.US_ASCII);
    }

    @Override
    public void print(String text) {
        super.print(spell(text));
    }

    @Override
    public void println(String text) {
        super.println(spell(text));
    }

    /// The text in ASCII. Letters lose their accents; what has no spelling becomes `?`.
    static String spell(String text) {
        if (text.chars().allMatch(c -> c < 128)) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            String spelling = SPELLING.get(c);
            if (c < 128) {
                out.append((char) c);
            } else if (spelling != null) {
                out.append(spelling);
            } else {
                String plain = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKD).chars()
                        .filter(d -> d < 128).collect(StringBuilder::new, StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString();
                out.append(plain.isEmpty() ? "?" : plain);
            }
        });
        return out.toString();
    }
}
