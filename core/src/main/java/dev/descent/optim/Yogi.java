package dev.descent.optim;

/// Yogi: Adam with an additive mean square. v moves towards g² by (1 − β₂)·g², whatever the distance, so that small
/// gradients lower it slowly and the effective rate never jumps.
///
/// Example: from v = 1 a gradient of 0.1 lowers v by 0.00001, where Adam lowers it by 0.00099.
///
/// @param variant `paper`
/// @param lr η, learning rate
/// @param beta1 β₁, share of the mean gradient that is kept
/// @param beta2 β₂, share of the mean square that is kept
/// @param eps ε, keeps the divisor above 0
/// @param initial δ, what the mean square starts from
public record Yogi(String variant, double lr, double beta1, double beta2, double eps,
        double initial) implements CatalogueRule {

    static final Entry ENTRY = Entry.named("yogi", "Yogi")
            .paper(2018, "Zaheer, Reddi, Sachan, Kale and Kumar 2018, Adaptive methods for nonconvex "
                    + "optimization, algorithm 2")
            .summary("Adam whose mean square moves by steps of g² up or down, so that it cannot fall "
                    + "suddenly")
            .form("paper", """
                    v₀ = δ
                    m ← β₁·m + (1 − β₁)·g
                    v ← v − (1 − β₂)·sign(v − g²)·g²
                    θ ← θ − η·m/(√v + ε)
                    """, "algorithm 2, without bias correction; it leaves the start of v open")
            .setting(Setting.lr(0.01, "0.001 to 0.1"))
            .setting(Setting.share("beta1", "β₁", 0.9, "0.8 to 0.95", "share of the mean gradient that is kept"))
            .setting(Setting.share("beta2", "β₂", 0.999, "0.99 to 0.9999", "share of the mean square that is kept"))
            .setting(Setting.eps(0.001, "1e-3 to 1e-2"))
            .setting(Setting.amount("initial", "δ", 1e-6, "1e-6 to 1", "what the mean square starts from"))
            .symbol("m", "running mean of gradients")
            .symbol("v", "mean square, changed by steps")
            .use("sparse or bursty gradients on which Adam's rate jumps up")
            .pitfall("without bias correction the first updates are long where δ is small: warm the "
                    + "rate up")
            .rates(0.0001, 1)
            .entry();

    public Yogi {
        variant = ENTRY.check(variant, lr, beta1, beta2, eps, initial);
    }

    /// With the defaults.
    public Yogi() {
        this("paper", ENTRY.byDefault("lr"), ENTRY.byDefault("beta1"), ENTRY.byDefault("beta2"), ENTRY.byDefault("eps"),
                ENTRY.byDefault("initial"));
    }

    @Override
    public Entry entry() {
        return ENTRY;
    }
}
