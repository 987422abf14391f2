package dev.descent.optim;

/// RAdam: Adam with a built-in warm-up. Early mean squares rest on few gradients and vary so much that dividing by
/// them does harm. ρ says on how many gradients v rests; below 4 the update is plain momentum, above it grows into
/// Adam's.
///
/// Example: with β₂ = 0.999, ρ passes 4 at the fifth update and 5 at the sixth; r is then about 0.02 and reaches 0.9
/// after some 2,000.
///
/// @param variant `paper`, `torch`
/// @param lr η, learning rate
/// @param beta1 β₁, share of the mean gradient that is kept
/// @param beta2 β₂, share of the mean square that is kept, above 0.6
/// @param eps ε, keeps the divisor above 0
public record Radam(String variant, double lr, double beta1, double beta2, double eps) implements CatalogueRule {

    static final Entry ENTRY = Entry.named("radam", "RAdam")
            .paper(2020, "Liu, Jiang, He, Chen, Liu, Gao and Han 2020, On the variance of the adaptive "
                    + "learning rate and beyond, algorithm 2")
            .summary("Adam that does not divide until its mean square is worth dividing by")
            .form("paper", """
                    L = 2/(1 − β₂) − 1
                    ρ = L − 2·t·β₂^t/(1 − β₂^t)
                    r = √(max(ρ − 4, 0)·max(ρ − 2, 0)·L/((L − 4)·(L − 2)·max(ρ, 1)))
                    m ← β₁·m + (1 − β₁)·g
                    v ← β₂·v + (1 − β₂)·g²
                    m̂ = m/(1 − β₁^t)
                    θ ← θ − η·(if ρ > 4 then r·m̂·√(1 − β₂^t)/(√v + ε) else m̂)
                    """, "algorithm 2; the paper has no ε")
            .form("torch", """
                    L = 2/(1 − β₂) − 1
                    ρ = L − 2·t·β₂^t/(1 − β₂^t)
                    r = √(max(ρ − 4, 0)·max(ρ − 2, 0)·L/((L − 4)·(L − 2)·max(ρ, 1)))
                    m ← β₁·m + (1 − β₁)·g
                    v ← β₂·v + (1 − β₂)·g²
                    m̂ = m/(1 − β₁^t)
                    θ ← θ − η·(if ρ > 5 then m̂·(√(1 − β₂^t)/(√v + ε))·r else m̂)
                    """, "divides from ρ > 5 on, an update later")
            .setting(Setting.lr(0.001, "0.0001 to 0.02"))
            .setting(Setting.share("beta1", "β₁", 0.9, "0.8 to 0.95", "share of the mean gradient that is kept"))
            .setting(Setting.share("beta2", "β₂", 0.999, "0.99 to 0.9999",
                    "share of the mean square that is kept, above 0.6"))
            .setting(Setting.eps(1e-8, "1e-8 to 1e-7"))
            .symbol("L", "the most gradients that v can rest on")
            .symbol("rho", "gradients that v rests on now")
            .symbol("r", "how far it is Adam already, 0 to 1")
            .symbol("m", "running mean of gradients")
            .symbol("v", "running mean of squared gradients")
            .symbol("mhat", "m corrected for its start at 0")
            .use("Adam without a warm-up to tune")
            .pitfall("the first five updates are plain momentum: with large gradients they are large "
                    + "too")
            .rates(0.0001, 0.1)
            .entry();

    public Radam {
        variant = ENTRY.check(variant, lr, beta1, beta2, eps);
    }

    /// With the defaults.
    public Radam() {
        this("paper", ENTRY.byDefault("lr"), ENTRY.byDefault("beta1"), ENTRY.byDefault("beta2"),
                ENTRY.byDefault("eps"));
    }

    @Override
    public Entry entry() {
        return ENTRY;
    }
}
