package dev.descent.common;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/// A failure that a person can act on. Its message says what was given, what was expected, where, and what to do;
/// it is shown as it stands, without a stack trace.
public final class DescentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// What kind of failure it is; each kind is an exit code of the command line.
    public enum Kind {
        /// An option or argument makes no sense.
        USAGE(2),
        /// Data, a model or another input file cannot be used.
        DATA(3),
        /// Training left the finite numbers.
        DIVERGED(4),
        /// A requirement of the user's on the result was not met.
        REQUIREMENT(5),
        /// A file or folder cannot be written: disk full, locked, read-only.
        CANNOT_WRITE(7),
        /// The work does not fit into memory.
        OUT_OF_MEMORY(8);

        private final int exitCode;

        Kind(int exitCode) {
            this.exitCode = exitCode;
        }

        /// The command line's exit code for this kind.
        public int exitCode() {
            return exitCode;
        }
    }

    private final Kind kind;

    /// @param kind    what kind of failure it is
    /// @param message what happened, what was expected, where, what to do
    public DescentException(Kind kind, String message) {
        this(kind, message, null);
    }

    /// @param kind    what kind of failure it is
    /// @param message what happened, what was expected, where, what to do
    /// @param cause   the technical reason, shown only where a stack trace is asked for
    public DescentException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /// What kind of failure it is.
    public Kind kind() {
        return kind;
    }

    /// A file or folder that cannot be written.
    ///
    /// @param what   the file or folder, as the person knows it
    /// @param cause  what the operating system said
    /// @param remedy what to do, a sentence without its point
    public static DescentException cannotWrite(String what, IOException cause, String remedy) {
        String reason = switch (cause) {
            case AccessDeniedException _ -> "permission denied";
            case NoSuchFileException _ -> "there is no such folder";
            case FileSystemException known when known.getReason() != null -> String.valueOf(known.getReason());
            default -> cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        };
        return new DescentException(Kind.CANNOT_WRITE, "cannot write " + what + ": " + reason + ". " + remedy, cause);
    }

    /// An option or argument that makes no sense.
    public static DescentException usage(String message) {
        return new DescentException(Kind.USAGE, message);
    }

    /// Data, a model or a file that cannot be used.
    public static DescentException data(String message) {
        return new DescentException(Kind.DATA, message);
    }
}
