package dev.descent.optim;

import java.util.Map;

/// AMSGrad: Adam whose divisor is the largest mean square so far. Adam can forget a rare large gradient and then take
/// steps that lead away from the minimum; a divisor that never falls rules that out.
///
/// Example: after one gradient of 10 and many of 0.1, Adam's √v̂ falls back to 0.1, AMSGrad's stays at its peak.
///
/// @param variant `paper`, `torch`, `keras`
/// @param lr η, learning rate
/// @param beta1 β₁, share of the mean gradient that is kept
/// @param beta2 β₂, share of the mean square that is kept
/// @param eps ε, keeps the divisor above 0
public record AmsGrad(String variant, double lr, double beta1, double beta2, double eps) implements CatalogueRule {

    static final Entry ENTRY = Entry.named("amsgrad", "AMSGrad")
            .paper(2018, "Reddi, Kale and Kumar 2018, On the convergence of Adam and beyond, algorithm 2")
            .summary("Adam that divides by the largest mean square so far, so that its rates never "
                    + "grow")
            .form("paper", """
                    m ← β₁·m + (1 − β₁)·g
                    v ← β₂·v + (1 − β₂)·g²
                    w ← max(w, v)
                    θ ← θ − η·m/(√w + ε)
                    """, "algorithm 2, without bias correction; the paper has no ε and lets η fall as "
                    + "1/√t, which is a schedule here")
            .form("torch", """
                    m ← β₁·m + (1 − β₁)·g
                    v ← β₂·v + (1 − β₂)·g²
                    w ← max(w, v)
                    d = √w/√(1 − β₂^t) + ε
                    θ ← θ − η/(1 − β₁^t)·m/d
                    """, "with Adam's bias correction, of the largest v too")
            .form("keras", """
                    m ← β₁·m + (1 − β₁)·g
                    v ← β₂·v + (1 − β₂)·g²
                    w ← max(w, v)
                    ηₜ = η·√(1 − β₂^t)/(1 − β₁^t)
                    θ ← θ − ηₜ·m/(√w + ε)
                    """, "with bias correction in the rate: ε acts as ε/√(1 − β₂^t)",
                    Map.of("eps", 1e-7))
            .setting(Setting.lr(0.001, "0.0001 to 0.01"))
            .setting(Setting.share("beta1", "β₁", 0.9, "0.8 to 0.95", "share of the mean gradient that is kept"))
            .setting(Setting.share("beta2", "β₂", 0.999, "0.99 to 0.9999", "share of the mean square that is kept"))
            .setting(Setting.eps(1e-8, "1e-8 to 1e-7"))
            .symbol("m", "running mean of gradients")
            .symbol("v", "running mean of squared gradients")
            .symbol("w", "largest v so far, the paper's v̂")
            .symbol("d", "divisor")
            .symbol("eta_t", "rate with both corrections")
            .use("where Adam does not settle although its rate is small")
            .pitfall("one extreme gradient slows a parameter down for good")
            .pitfall("in practice seldom better than Adam with a falling rate")
            .rates(0.0001, 0.1)
            .entry();

    public AmsGrad {
        variant = ENTRY.check(variant, lr, beta1, beta2, eps);
    }

    /// With the defaults.
    public AmsGrad() {
        this("paper", ENTRY.byDefault("lr"), ENTRY.byDefault("beta1"), ENTRY.byDefault("beta2"),
                ENTRY.byDefault("eps"));
    }

    @Override
    public Entry entry() {
        return ENTRY;
    }
}
