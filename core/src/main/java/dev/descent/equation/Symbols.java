package dev.descent.equation;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// Every name has one canonical Unicode spelling (`β₁`), an ASCII spelling that people type (`beta1`) and, where it is
/// a hyperparameter, the name of an option (`beta1`; `η` is `lr`, `ε` is `eps`).
///
/// A name is a stem, perhaps under a mark (hat, bar, tilde), perhaps with a subscript. Canonical are the Greek letter
/// for its English name, the combining mark for its word, Unicode subscripts where Unicode has them, all in NFC.
public final class Symbols {

    /// The learning rate at this update.
    public static final String RATE = "η";
    /// The parameter.
    public static final String THETA = "θ";
    /// Its gradient.
    public static final String GRADIENT = "g";
    /// The number of the update, from 1.
    public static final String STEP = "t";
    /// How many rows the parameter's weight matrix has, one per input; 1 for biases.
    public static final String ROWS = "rows";
    /// How many columns the parameter's weight matrix has, one per output.
    public static final String COLUMNS = "columns";

    private static final Map<String, String> GREEK = pairs("""
            alpha α beta β gamma γ delta δ eps ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ rho ρ
            sigma σ tau τ upsilon υ phi φ chi χ psi ψ omega ω
            Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Phi Φ Psi Ψ Omega Ω""");
    private static final Map<String, String> GREEK_NAMES = inverse(GREEK);
    /// Other spellings of the same letter: names that people use, and letters that keyboards and papers confuse.
    private static final Map<String, String> ALIASES = pairs("epsilon ε lr η µ μ ϵ ε ϑ θ ϕ φ ϱ ρ ∆ Δ");
    private static final Map<String, String> MARKS = pairs("hat \u0302 bar \u0304 tilde \u0303");
    private static final Map<String, String> MARK_NAMES = inverse(MARKS);
    private static final Map<String, String> SUBSCRIPTS = pairs("""
            0 ₀ 1 ₁ 2 ₂ 3 ₃ 4 ₄ 5 ₅ 6 ₆ 7 ₇ 8 ₈ 9 ₉
            a ₐ e ₑ h ₕ i ᵢ j ⱼ k ₖ l ₗ m ₘ n ₙ o ₒ p ₚ r ᵣ s ₛ t ₜ u ᵤ v ᵥ x ₓ""");
    private static final Map<String, String> PLAIN = inverse(SUBSCRIPTS);

    private Symbols() {
    }

    /// The canonical spelling of a name in any spelling: `beta1`, `beta_1` and `β1` are `β₁`, `mhat` is `m̂`.
    public static String canonical(String name) {
        Parts parts = split(Normalizer.normalize(name, Normalizer.Form.NFC));
        String subscript = parts.subscript();
        if (subscript.chars().allMatch(c -> SUBSCRIPTS.containsKey(Character.toString(c)))) {
            subscript = subscript.chars().mapToObj(c -> SUBSCRIPTS.getOrDefault(Character.toString(c), ""))
                    .collect(Collectors.joining());
        } else {
            subscript = "_" + subscript;
        }
        return stem(parts.stem()) + subscript;
    }

    /// The ASCII spelling of a name: `β₁` is `beta1`, `ηₜ` is `eta_t`, `m̂` is `mhat`.
    public static String ascii(String name) {
        Parts parts = split(name);
        String stem = asciiStem(parts.stem());
        String subscript = parts.subscript();
        boolean digits = subscript.chars().allMatch(Character::isDigit);
        boolean apart = !subscript.isEmpty() && (!digits || Character.isDigit(stem.charAt(stem.length() - 1)));
        return stem + (apart ? "_" : "") + subscript;
    }

    /// The option that sets a hyperparameter, unless its rule says otherwise: the ASCII spelling, but `lr` for η.
    public static String option(String name) {
        return name.equals(RATE) ? "lr" : ascii(name);
    }

    /// A name taken apart, for printing: `v̂ₜ` is (`v`, `hat`, `t`).
    ///
    /// @param letter    the stem without its mark
    /// @param mark      `hat`, `bar`, `tilde` or empty
    /// @param subscript in plain characters, or empty
    record Pieces(String letter, String mark, String subscript) {
    }

    /// A canonical name taken apart.
    static Pieces pieces(String name) {
        Parts parts = split(name);
        String decomposed = Normalizer.normalize(parts.stem(), Normalizer.Form.NFD);
        String mark = decomposed.isEmpty() ? ""
                : MARK_NAMES.getOrDefault(decomposed.substring(decomposed.length() - 1), "");
        String letter = mark.isEmpty() ? parts.stem() : decomposed.substring(0, decomposed.length() - 1);
        return new Pieces(letter, mark, parts.subscript());
    }

    /// The English name of a Greek letter (`β` is `beta`), or the letter itself.
    static String greekName(String letter) {
        return GREEK_NAMES.getOrDefault(letter, letter);
    }

    /// Whether a character may stand in a name's subscript as it is.
    static boolean isSubscript(int c) {
        return PLAIN.containsKey(Character.toString(c));
    }

    private record Parts(String stem, String subscript) {
    }

    /// Splits off the subscript, in plain characters: what follows the first `_`, Unicode subscripts, or final digits.
    private static Parts split(String name) {
        int underscore = name.indexOf('_');
        if (underscore > 0 && underscore < name.length() - 1) {
            return new Parts(name.substring(0, underscore), name.substring(underscore + 1));
        }
        int end = name.length();
        while (end > 1 && (isSubscript(name.charAt(end - 1)) || isDigit(name.charAt(end - 1)))) {
            end--;
        }
        String subscript = name.substring(end).chars()
                .mapToObj(c -> PLAIN.getOrDefault(Character.toString(c), Character.toString(c)))
                .collect(Collectors.joining());
        return new Parts(name.substring(0, end), subscript);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static String stem(String stem) {
        String letter = letter(stem);
        if (!letter.equals(stem)) {
            return letter;
        }
        for (Map.Entry<String, String> mark : MARKS.entrySet()) {
            if (stem.endsWith(mark.getKey())) {
                String under = letter(stem.substring(0, stem.length() - mark.getKey().length()));
                if (!under.isEmpty() && under.codePointCount(0, under.length()) == 1) {
                    return Normalizer.normalize(under + mark.getValue(), Normalizer.Form.NFC);
                }
            }
        }
        return stem;
    }

    private static String letter(String name) {
        String alias = ALIASES.get(name);
        return alias != null ? alias : GREEK.getOrDefault(name, name);
    }

    private static String asciiStem(String stem) {
        Pieces pieces = pieces(stem);
        return greekName(pieces.letter()) + pieces.mark();
    }

    private static Map<String, String> pairs(String text) {
        Map<String, String> map = new LinkedHashMap<>();
        String[] words = text.strip().split("\\s+");
        for (int i = 0; i < words.length; i += 2) {
            map.put(words[i], words[i + 1]);
        }
        return map;
    }

    private static Map<String, String> inverse(Map<String, String> map) {
        Map<String, String> inverse = new LinkedHashMap<>();
        map.forEach((key, value) -> inverse.put(value, key));
        return inverse;
    }
}
