package dev.descent.readers;

/// What a hostile or damaged file may cost at most. Real files stay far below; beyond them a file is not a table.
final class Limits {

    /// The longest cell, in characters.
    static final int CELL = 1 << 20;
    /// The longest line, in characters.
    static final int LINE = 16 << 20;
    /// The most columns.
    static final int COLUMNS = 100_000;
    /// The longest number, in characters: longer ones take quadratic time to read exactly.
    static final int NUMBER = 1_000;

    private Limits() {
    }
}
