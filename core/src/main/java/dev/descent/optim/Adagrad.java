package dev.descent.optim;

import java.util.Map;

/// Adagrad: each parameter's rate is divided by the root of the sum of its squared gradients, so that steep and flat
/// directions move alike. The first derivative's past stands in for the second derivative.
///
/// Example: at the first update s = g², so θ moves by η·sign(g) whatever the gradient's size.
///
/// The two published forms are one: in `rms` the rate η/√t falls with time and σₜ is the root mean square of the
/// gradients; the √t cancels. ε is scaled alike, so that this holds with it too.
///
/// @param variant `classic`, `rms`, `torch` or `keras`
/// @param lr      η
/// @param eps     ε
/// @param initial δ, what the sum starts from; `torch` and `keras` only
/// @param lrDecay how fast the rate falls with time, `torch` only
public record Adagrad(String variant, double lr, double eps, double initial, double lrDecay) implements CatalogueRule {

    static final Entry ENTRY = Entry.named("adagrad", "Adagrad")
            .paper(2011,
                    "Duchi, Hazan and Singer 2011, Adaptive subgradient methods for online learning and stochastic "
                            + "optimization, figure 1")
            .summary("divides each parameter's rate by the root of the sum of its squared gradients")
            .form("classic", """
                    s ← s + g²
                    θ ← θ − η/(√s + ε)·g
                    """, "as on the slides, the direct form")
            .form("rms", """
                    s ← s + g²
                    ηₜ = η/√t
                    σₜ = √(s/t)
                    θ ← θ − ηₜ/(σₜ + ε/√t)·g
                    """, "as on the slides, with falling rate and root mean square; equal to classic")
            .form("torch", """
                    s₀ = δ
                    s ← s + g²
                    ηₜ = η/(1 + (t − 1)·lrDecay)
                    θ ← θ − ηₜ·g/(√s + ε)
                    """, "with a start value and a rate that may fall")
            .form("keras", """
                    s₀ = δ
                    s ← s + g²
                    θ ← θ − η·g/√(s + ε)
                    """, "ε inside the root, the sum starts at 0.1", Map.of("lr", 0.001, "eps", 1e-7, "initial", 0.1))
            .setting(Setting.lr(0.01, "0.001 to 1"))
            .setting(Setting.eps(1e-10, "1e-10 to 1e-7"))
            .setting(Setting.amount("initial", "δ", 0, "0 to 0.1", "what the sum starts from"))
            .setting(Setting.amount("lrDecay", "lrDecay", 0, "0 to 0.01", "how fast the rate falls with time"))
            .symbol("s", "sum of squared gradients").symbol("eta_t", "rate at update t")
            .symbol("sigma_t", "root mean square of the gradients so far")
            .use("sparse features: a rarely used weight keeps its high rate")
            .pitfall("the sum only grows, so after a steep stretch it crawls for good; RMSProp forgets")
            .rates(1e-3, 1)
            .entry();

    public Adagrad {
        variant = ENTRY.check(variant, lr, eps, initial, lrDecay);
    }

    /// With the defaults.
    public Adagrad() {
        this("classic", ENTRY.byDefault("lr"), ENTRY.byDefault("eps"), ENTRY.byDefault("initial"),
                ENTRY.byDefault("lrDecay"));
    }

    /// With this rate.
    public Adagrad(double lr) {
        this("classic", lr, ENTRY.byDefault("eps"), 0, 0);
    }

    /// With falling rate and root mean square.
    public static Adagrad rms() {
        return CatalogueRule.of(Adagrad.class, ENTRY, "rms");
    }

    /// With a start value and a rate that may fall.
    public static Adagrad torch() {
        return CatalogueRule.of(Adagrad.class, ENTRY, "torch");
    }

    /// With ε inside the root.
    public static Adagrad keras() {
        return CatalogueRule.of(Adagrad.class, ENTRY, "keras");
    }

    @Override
    public Entry entry() {
        return ENTRY;
    }
}
