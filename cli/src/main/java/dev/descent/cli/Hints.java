package dev.descent.cli;

import java.util.List;

/// Command lines that are printed for people to try. A test parses every one that the program can print.
final class Hints {

    /// What the bare command suggests.
    static final List<String> FIRST_STEPS = List.of("compare", "train FILE --target COLUMN",
            "walk rosenbrock --optimizer adam --lr 0.02");

    private Hints() {
    }

    /// A word as a POSIX shell reads it back.
    static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:=@%+,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /// The command line under the name that the program was started by.
    static String line(Program program, String arguments) {
        return program.name() + " " + arguments;
    }
}
