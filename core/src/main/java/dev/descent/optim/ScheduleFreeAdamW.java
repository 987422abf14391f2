package dev.descent.optim;

/// Schedule-Free AdamW: z makes AdamW's steps without momentum, x is the weighted mean of all z and predicts,
/// gradients are taken between them at θ, which is what stands in for momentum.
///
/// Example: at the first update γ = η·√(1 − β₂) and z moves by η·sign(g).
///
/// @param variant `paper`
/// @param lr η, learning rate
/// @param beta1 β₁, where between z and x gradients are taken
/// @param beta2 β₂, share of the mean square that is kept
/// @param eps ε, keeps the divisor above 0
/// @param decay λ, weight decay, at θ
public record ScheduleFreeAdamW(String variant, double lr, double beta1, double beta2, double eps,
        double decay) implements CatalogueRule {

    static final Entry ENTRY = Entry.named("schedule-free-adamw", "Schedule-Free AdamW")
            .paper(2024, "Defazio, Yang, Mehta, Mishchenko, Khaled and Cutkosky 2024, The road less "
                    + "scheduled, algorithm 1")
            .summary("AdamW on one point, averaged into another, with gradients between the two; no "
                    + "schedule needed")
            .form("paper", """
                    z₀ = θ
                    x₀ = θ
                    γ = η·√(1 − β₂^t)
                    v ← β₂·v + (1 − β₂)·g²
                    z ← z − γ·g/(√v + ε) − γ·λ·θ
                    w ← w + γ²
                    x ← x + γ²/w·(z − x)
                    θ ← (1 − β₁)·z + β₁·x
                    evaluate x
                    """, "algorithm 1; its warm-up is a schedule here")
            .setting(Setting.lr(0.001, "0.0005 to 0.02"))
            .setting(Setting.share("beta1", "β₁", 0.9, "0.9 to 0.98", "where between z and x gradients are taken"))
            .setting(Setting.share("beta2", "β₂", 0.999, "0.99 to 0.9999", "share of the mean square that is kept"))
            .setting(Setting.eps(1e-8, "1e-8 to 1e-7"))
            .setting(Setting.amount("decay", "λ", 0, "0 to 0.1", "weight decay, at θ"))
            .symbol("z", "point that descends")
            .symbol("x", "mean of z, which predicts")
            .symbol("gamma", "rate with Adam's correction")
            .symbol("v", "running mean of squared gradients")
            .symbol("w", "sum of the weights, γ² each")
            .use("instead of AdamW with a schedule, when nobody knows how long the run will be")
            .pitfall("η should not fall: the mean does what a schedule would")
            .pitfall("θ, the point of the gradients, is not the point that predicts")
            .rates(0.0001, 0.1)
            .entry();

    public ScheduleFreeAdamW {
        variant = ENTRY.check(variant, lr, beta1, beta2, eps, decay);
    }

    /// With the defaults.
    public ScheduleFreeAdamW() {
        this("paper", ENTRY.byDefault("lr"), ENTRY.byDefault("beta1"), ENTRY.byDefault("beta2"), ENTRY.byDefault("eps"),
                ENTRY.byDefault("decay"));
    }

    @Override
    public Entry entry() {
        return ENTRY;
    }
}
