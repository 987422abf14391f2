package dev.descent.train;

/// A request to stop, safe to raise from any thread or signal handler. The training finishes the update it is in,
/// saves, and ends with [StopReason#INTERRUPTED].
public class Interrupt {

    /// Not raised.
    public Interrupt() {
    }

    private volatile boolean raised;

    /// Asks the training to stop.
    public void raise() {
        raised = true;
    }

    /// Whether stopping was asked for.
    public boolean raised() {
        return raised;
    }
}
