package dev.descent.cli;

import dev.descent.common.DescentException;
import java.io.IOException;
import java.io.OutputStream;

/// stdout that says when it cannot be written: [java.io.PrintStream] keeps that to itself, and a script would take half a
/// result on a full disk for a whole one.
///
/// A reader that has seen enough (`descent predict … | head`) is no failure: what follows goes nowhere.
final class StandardOutput extends OutputStream {

    private final OutputStream out;
    private boolean ended;

    StandardOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        if (ended) {
            return;
        }
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            ended = true;
            // No type tells a closed pipe from a full disk; every system's text has these words.
            if (!String.valueOf(e.getMessage()).toLowerCase(java.util.Locale.ROOT).contains("pipe")) {
                throw DescentException.cannotWrite("the result to stdout", e,
                        "Free space where it goes, or send it elsewhere");
            }
        }
    }

    @Override
    public void flush() {
        // FileOutputStream keeps nothing back.
    }
}
