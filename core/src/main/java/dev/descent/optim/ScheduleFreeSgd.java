package dev.descent.optim;

/// Schedule-Free SGD: z descends, x is the mean of all z, and gradients are taken between them at θ. x, which
/// predicts, is at any time as good as a run whose schedule had ended there.
///
/// Example: with β₁ = 0.9 gradients are taken a tenth of the way from x to z.
///
/// @param variant `paper`
/// @param lr η, learning rate
/// @param beta1 β₁, where between z and x gradients are taken
/// @param decay λ, weight decay, in the gradient at θ
public record ScheduleFreeSgd(String variant, double lr, double beta1, double decay) implements CatalogueRule {

    static final Entry ENTRY = Entry.named("schedule-free-sgd", "Schedule-Free SGD")
            .paper(2024, "Defazio, Yang, Mehta, Mishchenko, Khaled and Cutkosky 2024, The road less "
                    + "scheduled, equations 3 to 5")
            .summary("gradient descent on one point, averaged into another, with gradients between "
                    + "the two; no schedule needed")
            .form("paper", """
                    z₀ = θ
                    x₀ = θ
                    z ← z − η·(g + λ·θ)
                    w ← w + η²
                    x ← x + η²/w·(z − x)
                    θ ← (1 − β₁)·z + β₁·x
                    evaluate x
                    """, "equations 3 to 5 with weights η², so that a warm-up counts less; with constant "
                    + "η the mean of all z")
            .setting(Setting.lr(0.1, "0.05 to 10"))
            .setting(Setting.share("beta1", "β₁", 0.9, "0.9 to 0.98", "where between z and x gradients are taken"))
            .setting(Setting.amount("decay", "λ", 0, "0 to 0.001", "weight decay, in the gradient at θ"))
            .symbol("z", "point that descends")
            .symbol("x", "mean of z, which predicts")
            .symbol("w", "sum of the weights, η² each")
            .use("when nobody knows how long the run will be")
            .pitfall("the best rate is larger than plain descent's")
            .pitfall("η should not fall: the mean does what a schedule would")
            .rates(0.01, 10)
            .entry();

    public ScheduleFreeSgd {
        variant = ENTRY.check(variant, lr, beta1, decay);
    }

    /// With the defaults.
    public ScheduleFreeSgd() {
        this("paper", ENTRY.byDefault("lr"), ENTRY.byDefault("beta1"), ENTRY.byDefault("decay"));
    }

    @Override
    public Entry entry() {
        return ENTRY;
    }
}
