package dev.descent.optim;

import java.util.Map;

/// RMSProp: Adagrad that forgets. Each parameter's rate is divided by the root of a running mean of its squared
/// gradients.
///
/// Example: at the first update of `classic` v = g², so that σ¹ = |g| and θ moves by η·sign(g); later gradients are
/// mixed in with weight 1 − α.
///
/// @param variant  `classic`, `torch`, `torch-momentum`, `torch-centered`, `keras` or `keras-centered`
/// @param lr       η
/// @param alpha    α, how much of the mean is kept
/// @param eps      ε
/// @param momentum λ, `torch-momentum` and the centred forms only
public record RmsProp(String variant, double lr, double alpha, double eps, double momentum) implements CatalogueRule {

    static final Entry ENTRY = Entry.named("rmsprop", "RMSProp")
            .paper(2012,
                    "Tieleman and Hinton 2012, Lecture 6.5 of Neural networks for machine learning, slide 29; "
                            + "centred: Graves 2013, "
                            + "Generating sequences with recurrent neural networks, equations 38 to 41")
            .summary("divides each parameter's rate by the root of a running mean of its squared gradients")
            .form("classic", """
                    v ← if t = 1 then g² else α·v + (1 − α)·g²
                    θ ← θ − η·g/(√v + ε)
                    """, "as on the slides: the mean starts at the first g²")
            .form("torch", """
                    v ← α·v + (1 − α)·g²
                    θ ← θ − η·g/(√v + ε)
                    """, "the mean starts at 0, so that the first updates are up to 10 times η",
                    Map.of("lr", 0.01, "alpha", 0.99))
            .form("torch-momentum", """
                    v ← α·v + (1 − α)·g²
                    b ← λ·b + g/(√v + ε)
                    θ ← θ − η·b
                    """, "with momentum on the divided gradients", Map.of("lr", 0.01, "alpha", 0.99))
            .form("torch-centered", """
                    v ← α·v + (1 − α)·g²
                    a ← α·a + (1 − α)·g
                    b ← λ·b + g/(√max(v − a², 0) + ε)
                    θ ← θ − η·b
                    """, "divides by the deviation from the mean gradient instead of its size; with momentum",
                    Map.of("lr", 0.01, "alpha", 0.99))
            .form("keras", """
                    v ← α·v + (1 − α)·g²
                    θ ← θ − η·g/√(v + ε)
                    """, "ε inside the root, the mean starts at 0", Map.of("eps", 1e-7))
            .form("keras-centered", """
                    v ← α·v + (1 − α)·g²
                    a ← α·a + (1 − α)·g
                    b ← λ·b + η·g/√(max(v − a², 0) + ε)
                    θ ← θ − b
                    """, "centred, ε inside the root, and the rate inside the momentum", Map.of("eps", 1e-7))
            .setting(Setting.lr(0.001, "0.0001 to 0.01"))
            .setting(Setting.share("alpha", "α", 0.9, "0.9 to 0.99", "share of the mean square that is kept"))
            .setting(Setting.eps(1e-8, "1e-8 to 1e-7"))
            .setting(Setting.share("momentum", "λ", 0, "0 to 0.9", "share of the last movement that is kept"))
            .symbol("v", "running mean of squared gradients").symbol("a", "running mean of gradients")
            .symbol("b", "running sum of divided gradients")
            .use("slopes that change on the way: it speeds up again where Adagrad stalls")
            .pitfall("it never settles closer than about η: near a minimum lower the rate")
            .pitfall("centred, rounding can make v − a² negative; it is cut at 0 here, where the original gives NaN")
            .rates(1e-4, 0.1)
            .entry();

    public RmsProp {
        variant = ENTRY.check(variant, lr, alpha, eps, momentum);
    }

    /// With the defaults.
    public RmsProp() {
        this("classic", ENTRY.byDefault("lr"), ENTRY.byDefault("alpha"), ENTRY.byDefault("eps"),
                ENTRY.byDefault("momentum"));
    }

    /// With this rate and memory.
    public RmsProp(double lr, double alpha) {
        this("classic", lr, alpha, ENTRY.byDefault("eps"), 0);
    }

    /// The mean starts at 0.
    public static RmsProp torch() {
        return CatalogueRule.of(RmsProp.class, ENTRY, "torch");
    }

    /// With ε inside the root.
    public static RmsProp keras() {
        return CatalogueRule.of(RmsProp.class, ENTRY, "keras");
    }

    @Override
    public Entry entry() {
        return ENTRY;
    }
}
