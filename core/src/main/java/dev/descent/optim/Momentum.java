package dev.descent.optim;

/// Gradient descent with momentum: a movement v, kept from update to update, that gradients push; it is the weighted
/// sum of all earlier gradients, the one k updates ago with weight −η·λᵏ.
///
/// Example: from v = 0 with λ = 0.9, η = 0.1 and gradient 2 every time: v = −0.2, then −0.38, in the end −2.
///
/// @param variant   `classic` (rate inside the movement) or `torch` (outside): the same until the rate changes
/// @param lr        η
/// @param momentum  λ
/// @param dampening τ, `torch` only
public record Momentum(String variant, double lr, double momentum, double dampening) implements CatalogueRule {

    static final Entry ENTRY = Entry.named("momentum", "Momentum")
            .paper(1964, "Polyak 1964, Some methods of speeding up the convergence of iteration methods, equation 9")
            .summary("moves by a share of the last movement, minus the gradient")
            .form("classic", """
                    v ← λ·v − η·g
                    θ ← θ + v
                    """, "as on the slides: the rate inside the movement")
            .form("torch", """
                    u ← if t = 1 then g else λ·u + (1 − τ)·g
                    θ ← θ − η·u
                    """,
                    "the rate outside, so that a new rate acts on old gradients too; dampening from the second "
                            + "update on")
            .form("keras", """
                    v ← λ·v − η·g
                    θ ← θ + v
                    """, "the same as classic")
            .setting(Setting.lr(0.01, "0.0001 to 0.1"))
            .setting(Setting.share("momentum", "λ", 0.9, "0.5 to 0.99", "share of the last movement that is kept"))
            .setting(Setting.share("dampening", "τ", 0, "0 to 0.9", "share of a new gradient that is left out"))
            .symbol("v", "movement").symbol("u", "running sum of gradients")
            .use("long valleys and noisy gradients; steadier than plain descent at the same cost")
            .pitfall(
                    "in the long run a steady gradient moves θ by η/(1 − λ), ten times η at 0.9: lower the rate when "
                            + "momentum goes up")
            .pitfall("a parameter whose gradient is zero still moves")
            .rates(1e-4, 0.1)
            .entry();

    public Momentum {
        variant = ENTRY.check(variant, lr, momentum, dampening);
    }

    /// With the defaults.
    public Momentum() {
        this("classic", ENTRY.byDefault("lr"), ENTRY.byDefault("momentum"), ENTRY.byDefault("dampening"));
    }

    /// With this rate and momentum.
    public Momentum(double lr, double momentum) {
        this("classic", lr, momentum, 0);
    }

    /// The rate outside the sum.
    public static Momentum torch() {
        return CatalogueRule.of(Momentum.class, ENTRY, "torch");
    }

    @Override
    public Entry entry() {
        return ENTRY;
    }
}
