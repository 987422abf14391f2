package dev.descent.optim;

/// AdaBelief: s is the running mean of (g − m)², the squared surprise. Where gradients agree with their mean it takes
/// long steps, where they scatter short ones; Adam cannot tell a large steady gradient from a noisy one.
///
/// Example: a steady gradient of 1 makes s fall towards ε, so that steps grow far beyond η; Adam's stay at η.
///
/// @param variant `paper`
/// @param lr η, learning rate
/// @param beta1 β₁, share of the mean gradient that is kept
/// @param beta2 β₂, share of the mean squared surprise that is kept
/// @param eps ε, keeps the divisor above 0
public record AdaBelief(String variant, double lr, double beta1, double beta2, double eps) implements CatalogueRule {

    static final Entry ENTRY = Entry.named("adabelief", "AdaBelief")
            .paper(2020, "Zhuang, Tang, Ding, Tatikonda, Dvornek, Papademetris and Duncan 2020, "
                    + "AdaBelief optimizer: adapting stepsizes by the belief in observed gradients, "
                    + "algorithm 2")
            .summary("Adam that divides by how far gradients are from their mean instead of by their "
                    + "size")
            .form("paper", """
                    m ← β₁·m + (1 − β₁)·g
                    s ← β₂·s + (1 − β₂)·(g − m)² + ε
                    m̂ = m/(1 − β₁^t)
                    ŝ = s/(1 − β₂^t)
                    θ ← θ − η·m̂/(√ŝ + ε)
                    """, "algorithm 2; ε enters s at every update")
            .setting(Setting.lr(0.001, "0.0001 to 0.01"))
            .setting(Setting.share("beta1", "β₁", 0.9, "0.8 to 0.95", "share of the mean gradient that is kept"))
            .setting(Setting.share("beta2", "β₂", 0.999, "0.99 to 0.9999",
                    "share of the mean squared surprise that is kept"))
            .setting(Setting.eps(1e-8, "1e-16 to 1e-8"))
            .symbol("m", "running mean of gradients")
            .symbol("s", "running mean of squared surprise")
            .symbol("mhat", "m corrected for its start at 0")
            .symbol("shat", "s corrected for its start at 0")
            .use("where Adam is quick but plain descent generalises better")
            .pitfall("ε matters more than in Adam: it bounds how long the steps on steady slopes "
                    + "become")
            .rates(0.0001, 0.1)
            .entry();

    public AdaBelief {
        variant = ENTRY.check(variant, lr, beta1, beta2, eps);
    }

    /// With the defaults.
    public AdaBelief() {
        this("paper", ENTRY.byDefault("lr"), ENTRY.byDefault("beta1"), ENTRY.byDefault("beta2"),
                ENTRY.byDefault("eps"));
    }

    @Override
    public Entry entry() {
        return ENTRY;
    }
}
