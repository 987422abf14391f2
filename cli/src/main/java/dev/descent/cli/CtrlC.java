package dev.descent.cli;

import dev.descent.train.Interrupt;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import sun.misc.Signal;

/// Ctrl-C during a training: once stops it after the update it is in, and saves; twice ends the program at once.
/// SIGTERM does the same, and in a process that the laboratory started the end of its stdin does the first of the two.
final class CtrlC {

    static final int EXIT_CODE = 130;
    /// Set in a process that another one started, which keeps its stdin open as long as the work is wanted.
    static final String CHILD = "descent.child";

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
        if (Boolean.getBoolean(CHILD)) {
            Thread.ofVirtual().name("parent").start(() -> raiseAtEnd(System.in, interrupt));
        }
        return interrupt;
    }

    /// Raises the interrupt when a stream ends, which the system sees to also where the process at its other end was
    /// killed. It never ends the program at once: Ctrl-C in a terminal reaches parent and child alike.
    static void raiseAtEnd(InputStream in, Interrupt interrupt) {
        try {
            while (in.read() >= 0) {
                // Nothing is said there.
            }
        } catch (IOException _) {
            // As good as its end.
        }
        interrupt.raise();
    }
}
