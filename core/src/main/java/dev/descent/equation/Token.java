package dev.descent.equation;

/// A word of the language.
///
/// @param kind  what it is
/// @param text  its canonical spelling: names as [Symbols#canonical], operators as in Unicode (`·` for `*`, `←` for
///              `<-`)
/// @param start where it begins in the normalised source
/// @param end   where it ends
/// @param value of a number or a superscript
record Token(Kind kind, String text, int start, int end, double value) {

    enum Kind {
        NUMBER, NAME, OPERATOR,
        /// `²`, `⁻¹`, `ᵗ`: a power written small. Its text is `t` or a number.
        SUPERSCRIPT,
        /// A line end or `;`.
        SEPARATOR, END
    }

    boolean is(String operator) {
        return kind == Kind.OPERATOR && text.equals(operator);
    }

    boolean isWord(String word) {
        return kind == Kind.NAME && text.equals(word);
    }
}
