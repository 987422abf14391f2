package dev.descent.optim;

/// LARS: each layer moves by a share of the length of its own weights, whatever the length of its gradient, so that
/// no layer is too fast or too slow for one global rate.
///
/// Example: weights of length 10 with a gradient of length 0.1 get r = 0.001·10/0.1 = 0.1.
///
/// @param variant `paper`
/// @param lr η, learning rate
/// @param momentum μ, share of the last movement that is kept
/// @param trust τ, share of the weights' length that a movement has
/// @param decay λ, weight decay, inside the ratio
public record Lars(String variant, double lr, double momentum, double trust, double decay) implements CatalogueRule {

    static final Entry ENTRY = Entry.named("lars", "LARS")
            .paper(2017, "You, Gitman and Ginsburg 2017, Large batch training of convolutional networks, "
                    + "algorithm 1")
            .summary("momentum whose rate in each layer is a share of weights' length over "
                    + "gradient's length")
            .form("paper", """
                    r = if ‖θ‖ₗ > 0 and ‖g‖ₗ > 0 then τ·‖θ‖ₗ/(‖g‖ₗ + λ·‖θ‖ₗ) else 1
                    v ← μ·v + η·r·(g + λ·θ)
                    θ ← θ − v
                    """, "algorithm 1; where a layer's weights or gradients are all zero, r is 1")
            .setting(Setting.lr(1, "0.1 to 30"))
            .setting(Setting.share("momentum", "μ", 0.9, "0.9 to 0.95", "share of the last movement that is kept"))
            .setting(Setting.amount("trust", "τ", 0.001, "0.001 to 0.02",
                    "share of the weights' length that a movement has"))
            .setting(Setting.amount("decay", "λ", 0, "0 to 0.001", "weight decay, inside the ratio"))
            .symbol("r", "rate of the layer")
            .symbol("v", "movement")
            .use("very large batches with many layers of different scale")
            .pitfall("a layer here is its weights and biases together")
            .pitfall("with small weights everywhere it hardly moves: the step is a share of them")
            .rates(0.1, 100)
            .entry();

    public Lars {
        variant = ENTRY.check(variant, lr, momentum, trust, decay);
    }

    /// With the defaults.
    public Lars() {
        this("paper", ENTRY.byDefault("lr"), ENTRY.byDefault("momentum"), ENTRY.byDefault("trust"),
                ENTRY.byDefault("decay"));
    }

    @Override
    public Entry entry() {
        return ENTRY;
    }
}
