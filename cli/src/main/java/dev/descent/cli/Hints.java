package dev.descent.cli;

import java.util.List;

/// Command lines that are printed for people to try. A test parses every one that the program can print.
final class Hints {

    /// What the bare command suggests.
    static final List<String> FIRST_STEPS = List.of("optimizers", "explain adam", "explain --help");

    private Hints() {
    }

    /// The command line under the name that the program was started by.
    static String line(Program program, String arguments) {
        return program.name() + " " + arguments;
    }
}
