package dev.descent.optim;

/// Adan: besides the mean gradient m it keeps the mean change of the gradient, u; m + β₂·u estimates the gradient
/// where momentum leads. Here βs are the shares kept, as everywhere in Descent; the paper's are 1 minus these.
///
/// Example: at the first update m = g, u = 0 and n = g², so θ moves by η·sign(g).
///
/// @param variant `paper`
/// @param lr η, learning rate
/// @param beta1 β₁, share of the mean gradient that is kept
/// @param beta2 β₂, share of the mean change that is kept
/// @param beta3 β₃, share of the mean square that is kept
/// @param eps ε, keeps the divisor above 0
/// @param decay λ, weight decay, by division
public record Adan(String variant, double lr, double beta1, double beta2, double beta3, double eps,
        double decay) implements CatalogueRule {

    static final Entry ENTRY = Entry.named("adan", "Adan")
            .paper(2022, "Xie, Zhou, Li, Lin and Yan 2022, Adan: adaptive Nesterov momentum algorithm "
                    + "for faster optimizing deep models, algorithm 1")
            .summary("Adam with the gradient's change as a second mean, which looks ahead as "
                    + "Nesterov's momentum does")
            .form("paper", """
                    d = if t = 1 then 0 else g − p
                    p ← g
                    m ← if t = 1 then g else β₁·m + (1 − β₁)·g
                    u ← β₂·u + (1 − β₂)·d
                    n ← if t = 1 then g² else β₃·n + (1 − β₃)·(g + β₂·d)²
                    θ ← (θ − η·(m + β₂·u)/(√n + ε))/(1 + η·λ)
                    """, "algorithm 1, without restarts")
            .setting(Setting.lr(0.001, "0.0005 to 0.02"))
            .setting(Setting.share("beta1", "β₁", 0.98, "0.9 to 0.98", "share of the mean gradient that is kept"))
            .setting(Setting.share("beta2", "β₂", 0.92, "0.9 to 0.95", "share of the mean change that is kept"))
            .setting(Setting.share("beta3", "β₃", 0.99, "0.99 to 0.999", "share of the mean square that is kept"))
            .setting(Setting.eps(1e-8, "1e-8 to 1e-7"))
            .setting(Setting.amount("decay", "λ", 0, "0 to 0.02", "weight decay, by division"))
            .symbol("d", "change of the gradient")
            .symbol("p", "gradient before")
            .symbol("m", "running mean of gradients")
            .symbol("u", "running mean of their changes")
            .symbol("n", "running mean of squared gradients looked ahead")
            .use("large networks at rates five to ten times Adam's")
            .pitfall("four numbers of state per parameter: twice Adam's")
            .pitfall("the change of the gradient is noise where batches are small")
            .rates(0.0001, 0.1)
            .entry();

    public Adan {
        variant = ENTRY.check(variant, lr, beta1, beta2, beta3, eps, decay);
    }

    /// With the defaults.
    public Adan() {
        this("paper", ENTRY.byDefault("lr"), ENTRY.byDefault("beta1"), ENTRY.byDefault("beta2"),
                ENTRY.byDefault("beta3"), ENTRY.byDefault("eps"), ENTRY.byDefault("decay"));
    }

    @Override
    public Entry entry() {
        return ENTRY;
    }
}
