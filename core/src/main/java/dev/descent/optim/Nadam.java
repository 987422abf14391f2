package dev.descent.optim;

import java.util.Map;

/// NAdam: Adam with Nesterov's momentum. The mean gradient of the next update, as far as it is known already, takes
/// the place of the present one. The momentum μₜ warms up from β₁/2 to β₁; Π, the product of all so far, corrects for
/// the start.
///
/// Example: with a steady gradient g the numerator is g at every update, as Adam's; when the gradient turns it
/// follows sooner.
///
/// @param variant `paper`, `torch`, `keras`
/// @param lr η, learning rate
/// @param beta1 β₁, share of the mean gradient that is kept
/// @param beta2 β₂, share of the mean square that is kept
/// @param eps ε, keeps the divisor above 0
/// @param psi ψ, how fast the momentum warms up
public record Nadam(String variant, double lr, double beta1, double beta2, double eps,
        double psi) implements CatalogueRule {

    static final Entry ENTRY = Entry.named("nadam", "NAdam")
            .paper(2016, "Dozat 2016, Incorporating Nesterov momentum into Adam")
            .summary("Adam that looks one movement ahead, as Nesterov's momentum does")
            .form("paper", """
                    a = β₁·(1 − 0.5·0.96^(t·ψ))
                    b = β₁·(1 − 0.5·0.96^((t + 1)·ψ))
                    Π₀ = 1
                    Π ← Π·a
                    m ← β₁·m + (1 − β₁)·g
                    v ← β₂·v + (1 − β₂)·g²
                    m̂ = b/(1 − Π·b)·m + (1 − a)/(1 − Π)·g
                    v̂ = v/(1 − β₂^t)
                    θ ← θ − η·m̂/(√v̂ + ε)
                    """, "with the warm-up of momentum that the paper uses")
            .form("torch", """
                    a = β₁·(1 − 0.5·0.96^(t·ψ))
                    b = β₁·(1 − 0.5·0.96^((t + 1)·ψ))
                    Π₀ = 1
                    Π ← Π·a
                    m ← β₁·m + (1 − β₁)·g
                    v ← β₂·v + (1 − β₂)·g²
                    d = √(v/(1 − β₂^t)) + ε
                    θ ← θ − η·(1 − a)/(1 − Π)·g/d
                    θ ← θ − η·b/(1 − Π·a·b)·m/d
                    """, "of PyTorch 1.13, which counts a twice in the correction of m; later ones follow the paper")
            .form("keras", """
                    a = β₁·(1 − 0.5·0.96^(t·ψ))
                    b = β₁·(1 − 0.5·0.96^((t + 1)·ψ))
                    Π₀ = 1
                    Π ← Π·a
                    m ← β₁·m + (1 − β₁)·g
                    v ← β₂·v + (1 − β₂)·g²
                    m̂ = b/(1 − Π·b)·m + (1 − a)/(1 − Π)·g
                    v̂ = v/(1 − β₂^t)
                    θ ← θ − η·m̂/(√v̂ + ε)
                    """, "the momentum warms up 250 times faster",
                    Map.of("lr", 0.001, "eps", 1e-7, "psi", 1.0))
            .setting(Setting.lr(0.002, "0.0002 to 0.01"))
            .setting(Setting.share("beta1", "β₁", 0.9, "0.8 to 0.95", "share of the mean gradient that is kept"))
            .setting(Setting.share("beta2", "β₂", 0.999, "0.99 to 0.9999", "share of the mean square that is kept"))
            .setting(Setting.eps(1e-8, "1e-8 to 1e-7"))
            .setting(Setting.amount("psi", "ψ", 0.004, "0.004 to 1", "how fast the momentum warms up"))
            .symbol("a", "momentum of this update, μₜ")
            .symbol("b", "momentum of the next update")
            .symbol("Π", "product of all momenta so far")
            .symbol("m", "running mean of gradients")
            .symbol("v", "running mean of squared gradients")
            .symbol("mhat", "mean gradient looked ahead, corrected")
            .symbol("vhat", "v corrected for its start at 0")
            .symbol("d", "divisor")
            .use("instead of Adam, at the same rates; often a little faster early on")
            .pitfall("the warm-up of momentum counts updates: a run of a few hundred never sees the "
                    + "full β₁")
            .rates(0.0002, 0.2)
            .entry();

    public Nadam {
        variant = ENTRY.check(variant, lr, beta1, beta2, eps, psi);
    }

    /// With the defaults.
    public Nadam() {
        this("paper", ENTRY.byDefault("lr"), ENTRY.byDefault("beta1"), ENTRY.byDefault("beta2"), ENTRY.byDefault("eps"),
                ENTRY.byDefault("psi"));
    }

    @Override
    public Entry entry() {
        return ENTRY;
    }
}
