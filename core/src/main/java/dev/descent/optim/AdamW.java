package dev.descent.optim;

import java.util.Map;

/// AdamW: Adam with weight decay that does not pass through the division. L2 in the gradient is divided by √v like
/// the rest and hardly acts on parameters with large gradients; here every weight shrinks by the share η·λ per
/// update.
///
/// Example: at η = 0.001 and λ = 0.01 a weight without gradient halves in about 69,000 updates.
///
/// @param variant `paper`, `torch`, `keras`
/// @param lr η, learning rate
/// @param beta1 β₁, share of the mean gradient that is kept
/// @param beta2 β₂, share of the mean square that is kept
/// @param eps ε, keeps the divisor above 0
/// @param decay λ, decoupled weight decay
public record AdamW(String variant, double lr, double beta1, double beta2, double eps,
        double decay) implements CatalogueRule {

    static final Entry ENTRY = Entry.named("adamw", "AdamW")
            .paper(2019, "Loshchilov and Hutter 2019, Decoupled weight decay regularization, algorithm 2")
            .summary("Adam whose weights shrink by a share of their own, apart from the gradient")
            .form("paper", """
                    m ← β₁·m + (1 − β₁)·g
                    v ← β₂·v + (1 − β₂)·g²
                    m̂ = m/(1 − β₁^t)
                    v̂ = v/(1 − β₂^t)
                    θ ← θ − η·(m̂/(√v̂ + ε) + λ·θ)
                    """, "algorithm 2, where η is the paper's schedule and rate in one")
            .form("torch", """
                    θ ← (1 − η·λ)·θ
                    m ← β₁·m + (1 − β₁)·g
                    v ← β₂·v + (1 − β₂)·g²
                    d = √v/√(1 − β₂^t) + ε
                    θ ← θ − η/(1 − β₁^t)·m/d
                    """, "the same numbers in another order of rounding")
            .form("keras", """
                    θ ← θ − η·λ·θ
                    m ← β₁·m + (1 − β₁)·g
                    v ← β₂·v + (1 − β₂)·g²
                    ηₜ = η·√(1 − β₂^t)/(1 − β₁^t)
                    θ ← θ − ηₜ·m/(√v + ε)
                    """, "ε acts as ε/√(1 − β₂^t)",
                    Map.of("eps", 1e-7, "decay", 0.004))
            .setting(Setting.lr(0.001, "0.0001 to 0.01"))
            .setting(Setting.share("beta1", "β₁", 0.9, "0.8 to 0.95", "share of the mean gradient that is kept"))
            .setting(Setting.share("beta2", "β₂", 0.999, "0.99 to 0.9999", "share of the mean square that is kept"))
            .setting(Setting.eps(1e-8, "1e-8 to 1e-7"))
            .setting(Setting.amount("decay", "λ", 0.01, "0.001 to 0.1", "decoupled weight decay"))
            .symbol("m", "running mean of gradients")
            .symbol("v", "running mean of squared gradients")
            .symbol("mhat", "m corrected for its start at 0")
            .symbol("vhat", "v corrected for its start at 0")
            .symbol("d", "divisor")
            .symbol("eta_t", "rate with both corrections")
            .use("Adam on networks that overfit; the usual choice for transformers")
            .pitfall("the share that a weight loses is η·λ, so a schedule of η slows the decay with "
                    + "it")
            .rates(0.0001, 0.1)
            .entry();

    public AdamW {
        variant = ENTRY.check(variant, lr, beta1, beta2, eps, decay);
    }

    /// With the defaults.
    public AdamW() {
        this("paper", ENTRY.byDefault("lr"), ENTRY.byDefault("beta1"), ENTRY.byDefault("beta2"), ENTRY.byDefault("eps"),
                ENTRY.byDefault("decay"));
    }

    @Override
    public Entry entry() {
        return ENTRY;
    }
}
