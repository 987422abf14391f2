package dev.descent.optim;

/// Nesterov's accelerated gradient, in the form that needs no gradient at another point: θ stands where momentum will
/// carry it, so the gradient there looks one movement ahead.
///
/// @param variant  `classic` (rate inside the movement) or `torch` (outside): the same until the rate changes
/// @param lr       η
/// @param momentum λ
public record Nesterov(String variant, double lr, double momentum) implements CatalogueRule {

    static final Entry ENTRY = Entry.named("nesterov", "Nesterov")
            .paper(1983,
                    "Nesterov 1983, A method of solving a convex programming problem with convergence rate O(1/k²); "
                            + "in this form Bengio, Boulanger-Lewandowski and Pascanu 2013, equation 7")
            .summary("momentum whose gradient is taken where the movement leads")
            .form("classic", """
                    v ← λ·v − η·g
                    θ ← θ + λ·v − η·g
                    """, "the rate inside the movement")
            .form("torch", """
                    u ← if t = 1 then g else λ·u + g
                    θ ← θ − η·(g + λ·u)
                    """, "the rate outside, so that a new rate acts on old gradients too")
            .form("keras", """
                    v ← λ·v − η·g
                    θ ← θ + λ·v − η·g
                    """, "the same as classic")
            .setting(Setting.lr(0.01, "0.0001 to 0.1"))
            .setting(Setting.share("momentum", "λ", 0.9, "0.5 to 0.99", "share of the last movement that is kept"))
            .symbol("v", "movement").symbol("u", "running sum of gradients")
            .use("where momentum overshoots: it brakes one update earlier")
            .pitfall("in the long run a steady gradient moves θ by η/(1 − λ): lower the rate when momentum goes up")
            .rates(1e-4, 0.1)
            .entry();

    public Nesterov {
        variant = ENTRY.check(variant, lr, momentum);
    }

    /// With the defaults.
    public Nesterov() {
        this("classic", ENTRY.byDefault("lr"), ENTRY.byDefault("momentum"));
    }

    /// With this rate and momentum.
    public Nesterov(double lr, double momentum) {
        this("classic", lr, momentum);
    }

    /// The rate outside the sum.
    public static Nesterov torch() {
        return CatalogueRule.of(Nesterov.class, ENTRY, "torch");
    }

    @Override
    public Entry entry() {
        return ENTRY;
    }
}
