package dev.descent.lab.web;

/// A request that is not answered, with the reason for whoever sent it.
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    /// @param status HTTP's number for it
    /// @param reason what was wrong and what to do
    public Refusal(int status, String reason) {
        super(reason, null, false, false);
        this.status = status;
    }

    /// HTTP's number for it.
    public int status() {
        return status;
    }
}
