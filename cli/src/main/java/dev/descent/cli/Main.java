package dev.descent.cli;

/// Starts the descent command.
public final class Main {

    private Main() {
    }

    public static void main(String[] arguments) {
        System.exit(0);
    }
}
