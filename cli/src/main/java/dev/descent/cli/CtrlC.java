package dev.descent.cli;

import dev.descent.train.Interrupt;
import java.util.function.Consumer;
import sun.misc.Signal;

/// Ctrl-C during a training: once stops it after the update it is in, and saves; twice ends the program at once.
/// SIGTERM does the same.
final class CtrlC {

    static final int EXIT_CODE = 130;

    private CtrlC() {
    }

    /// From now on Ctrl-C raises the interrupt.
    ///
    /// @param told is given the sentence to show
    static Interrupt install(Consumer<String> told) {
        Interrupt interrupt = new Interrupt();
        for (String name : new String[] {"INT", "TERM"}) {
            try {
                Signal.handle(new Signal(name), _ -> {
                    if (interrupt.raised()) {
                        Runtime.getRuntime().halt(EXIT_CODE);
                    }
                    interrupt.raise();
                    told.accept("finishing this update and saving; once more ends at once");
                });
            } catch (IllegalArgumentException _) {
                // This system has no such signal, or the JVM was told to leave it alone (-Xrs).
            }
        }
        return interrupt;
    }
}
