package dev.descent.optim;

import java.util.Map;

/// Adam: momentum and RMSProp at once. m is a running mean of the gradients, v of their squares; both start at 0 and
/// are corrected for that (m̂, v̂).
///
/// Example: at the first update m̂ = g and v̂ = g², so θ moves by η·g/(|g| + ε), nearly η·sign(g).
///
/// @param variant `paper`, `torch` or `keras`
/// @param lr      η, the paper's α
/// @param beta1   β₁, how much of the mean gradient is kept
/// @param beta2   β₂, how much of the mean square is kept
/// @param eps     ε
public record Adam(String variant, double lr, double beta1, double beta2, double eps) implements CatalogueRule {

    static final Entry ENTRY = Entry.named("adam", "Adam")
            .paper(2015,
                    "Kingma and Ba 2015, Adam: a method for stochastic optimization, algorithm 1; with decay "
                            + "Loshchilov and Hutter 2019, Decoupled weight decay regularization, algorithm 2")
            .summary("moves by the mean gradient divided by the root of the mean squared gradient")
            .form("paper", """
                    m ← β₁·m + (1 − β₁)·g
                    v ← β₂·v + (1 − β₂)·g²
                    m̂ = m/(1 − β₁^t)
                    v̂ = v/(1 − β₂^t)
                    θ ← θ − η·m̂/(√v̂ + ε)
                    """, "algorithm 1, line by line")
            .form("torch", """
                    m ← β₁·m + (1 − β₁)·g
                    v ← β₂·v + (1 − β₂)·g²
                    d = √v/√(1 − β₂^t) + ε
                    θ ← θ − η/(1 − β₁^t)·m/d
                    """, "the same numbers in another order of rounding")
            .form("keras", """
                    m ← β₁·m + (1 − β₁)·g
                    v ← β₂·v + (1 − β₂)·g²
                    ηₜ = η·√(1 − β₂^t)/(1 − β₁^t)
                    θ ← θ − ηₜ·m/(√v + ε)
                    """, "the paper's faster form before section 2.1: ε acts as ε/√(1 − β₂^t)", Map.of("eps", 1e-7))
            .setting(Setting.lr(0.001, "0.0001 to 0.01"))
            .setting(Setting.share("beta1", "β₁", 0.9, "0.8 to 0.95", "share of the mean gradient that is kept"))
            .setting(Setting.share("beta2", "β₂", 0.999, "0.99 to 0.9999", "share of the mean square that is kept"))
            .setting(Setting.eps(1e-8, "1e-8 to 1e-7"))
            .symbol("m", "running mean of gradients").symbol("v", "running mean of squared gradients")
            .symbol("mhat", "m corrected for its start at 0").symbol("vhat", "v corrected for its start at 0")
            .symbol("d", "divisor").symbol("eta_t", "rate with both corrections")
            .use("the first thing to try: it works over a wide range of rates, unscaled features included")
            .pitfall(
                    "moves by about η per update whatever the gradient, so it circles the minimum at that distance: "
                            + "lower the rate at the end")
            .pitfall(
                    "l2 goes through the division and hardly acts on parameters with large gradients; decay (AdamW) "
                            + "acts on all alike")
            .rates(1e-4, 0.1)
            .entry();

    public Adam {
        variant = ENTRY.check(variant, lr, beta1, beta2, eps);
    }

    /// With the defaults.
    public Adam() {
        this("paper", ENTRY.byDefault("lr"), ENTRY.byDefault("beta1"), ENTRY.byDefault("beta2"),
                ENTRY.byDefault("eps"));
    }

    /// With this rate.
    public Adam(double lr) {
        this("paper", lr, ENTRY.byDefault("beta1"), ENTRY.byDefault("beta2"), ENTRY.byDefault("eps"));
    }

    /// In another order of rounding.
    public static Adam torch() {
        return CatalogueRule.of(Adam.class, ENTRY, "torch");
    }

    /// With ε-hat.
    public static Adam keras() {
        return CatalogueRule.of(Adam.class, ENTRY, "keras");
    }

    @Override
    public Entry entry() {
        return ENTRY;
    }
}
