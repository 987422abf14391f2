package dev.descent.train;

/// Stops before a given update.
final class After extends Interrupt {

    private long left;

    After(long updates) {
        left = updates;
    }

    @Override
    public boolean raised() {
        return left-- <= 0;
    }
}
