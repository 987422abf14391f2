package dev.descent.cli;

/// Starts the descent command.
public final class Main {

    private Main() {
    }

    /// @param arguments as typed
    public static void main(String[] arguments) {
        Descriptors.restoreStderr();
        if (arguments.length >= 1 && arguments[0].equals(WarmUp.ARGUMENT)) {
            WarmUp.run(arguments.length > 1 ? arguments[1] : "");
            return;
        }
        // Not System.exit: it loads the logging system only to ask whether exits are logged. There are no hooks to run.
        Runtime.getRuntime().halt(Program.ofProcess().run(arguments));
    }
}
