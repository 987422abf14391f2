package dev.descent.common;

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

    /// An option or argument that makes no sense.
    public static DescentException usage(String message) {
        return new DescentException(Kind.USAGE, message);
    }

    /// Data, a model or a file that cannot be used.
    public static DescentException data(String message) {
        return new DescentException(Kind.DATA, message);
    }
}
