package dev.descent.equation;

/// Every name has one canonical Unicode spelling (`β₁`), an ASCII spelling that people type (`beta1`) and, where it is
/// a hyperparameter, the name of an option (`beta1`; `η` is `lr`, `ε` is `eps`).
public final class Symbols {

    private Symbols() {
    }

    /// The canonical spelling of a name in any spelling: `beta1`, `beta_1` and `β1` are `β₁`, `mhat` is `m̂`.
    public static String canonical(String name) {
        throw new UnsupportedOperationException(name);
    }

    /// The ASCII spelling of a name: `β₁` is `beta1`.
    public static String ascii(String name) {
        throw new UnsupportedOperationException(name);
    }

    /// The option that sets a hyperparameter, unless its rule says otherwise: the ASCII spelling, but `lr` for η.
    public static String option(String name) {
        throw new UnsupportedOperationException(name);
    }
}
