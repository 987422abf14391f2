package dev.descent.optim;

import java.util.Map;

/// Adamax: Adam with the infinity norm. The divisor is the largest recent |g|, which fades by β₂ per update, so no
/// movement is much longer than η.
///
/// Example: at the first update u = |g| and m/(1 − β₁) = g, so θ moves by η·sign(g).
///
/// @param variant `paper`, `torch`, `keras`
/// @param lr η, learning rate
/// @param beta1 β₁, share of the mean gradient that is kept
/// @param beta2 β₂, share of the largest gradient that is kept
/// @param eps ε, keeps the divisor above 0
public record Adamax(String variant, double lr, double beta1, double beta2, double eps) implements CatalogueRule {

    static final Entry ENTRY = Entry.named("adamax", "Adamax")
            .paper(2015, "Kingma and Ba 2015, Adam: a method for stochastic optimization, algorithm 2")
            .summary("Adam that divides by the largest recent gradient instead of the root mean "
                    + "square")
            .form("paper", """
                    m ← β₁·m + (1 − β₁)·g
                    u ← max(β₂·u, |g|)
                    θ ← θ − η/(1 − β₁^t)·m/(u + ε)
                    """, "algorithm 2; the paper has no ε, which a parameter without gradient needs")
            .form("torch", """
                    m ← β₁·m + (1 − β₁)·g
                    u ← max(β₂·u, |g| + ε)
                    θ ← θ − η/(1 − β₁^t)·m/u
                    """, "ε inside the largest gradient")
            .form("keras", """
                    m ← β₁·m + (1 − β₁)·g
                    u ← max(β₂·u, |g|)
                    θ ← θ − η·m/((1 − β₁^t)·(u + ε))
                    """, "the same numbers in another order of rounding",
                    Map.of("lr", 0.001, "eps", 1e-7))
            .setting(Setting.lr(0.002, "0.0002 to 0.02"))
            .setting(Setting.share("beta1", "β₁", 0.9, "0.8 to 0.95", "share of the mean gradient that is kept"))
            .setting(
                    Setting.share("beta2", "β₂", 0.999, "0.99 to 0.9999", "share of the largest gradient that is kept"))
            .setting(Setting.eps(1e-8, "1e-8 to 1e-7"))
            .symbol("m", "running mean of gradients")
            .symbol("u", "largest recent gradient, fading")
            .use("gradients with rare outliers, as embeddings have")
            .pitfall("after an outlier it takes about 1/(1 − β₂) updates to come back to its pace")
            .rates(0.0002, 0.2)
            .entry();

    public Adamax {
        variant = ENTRY.check(variant, lr, beta1, beta2, eps);
    }

    /// With the defaults.
    public Adamax() {
        this("paper", ENTRY.byDefault("lr"), ENTRY.byDefault("beta1"), ENTRY.byDefault("beta2"),
                ENTRY.byDefault("eps"));
    }

    @Override
    public Entry entry() {
        return ENTRY;
    }
}
