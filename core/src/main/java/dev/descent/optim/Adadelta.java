package dev.descent.optim;

import java.util.Map;

/// Adadelta: the ratio of two running root mean squares, of earlier movements and of gradients, so that a movement
/// has the parameter's unit and no rate needs to be tuned.
///
/// Example: at the first update with ρ = 0.9 and g = 1 the movement is √ε/√(0.1 + ε), about 0.003 at ε = 1e-6: it
/// starts slowly and finds its own pace.
///
/// @param variant `paper`, `torch`, `keras`
/// @param lr η, learning rate
/// @param rho ρ, share of both mean squares that is kept
/// @param eps ε, keeps the divisor above 0
public record Adadelta(String variant, double lr, double rho, double eps) implements CatalogueRule {

    static final Entry ENTRY = Entry.named("adadelta", "Adadelta")
            .paper(2012, "Zeiler 2012, ADADELTA: an adaptive learning rate method, algorithm 1")
            .summary("divides by the root mean square of the gradients and multiplies by that of its "
                    + "own movements")
            .form("paper", """
                    v ← ρ·v + (1 − ρ)·g²
                    d = √(u + ε)/√(v + ε)·g
                    u ← ρ·u + (1 − ρ)·d²
                    θ ← θ − η·d
                    """, "algorithm 1; the paper has no rate, which is η = 1")
            .form("torch", """
                    v ← ρ·v + (1 − ρ)·g²
                    d = √(u + ε)/√(v + ε)·g
                    u ← ρ·u + (1 − ρ)·d²
                    θ ← θ − η·d
                    """, "the same equation with a shorter memory",
                    Map.of("rho", 0.9))
            .form("keras", """
                    v ← ρ·v + (1 − ρ)·g²
                    d = √(u + ε)·g/√(v + ε)
                    u ← ρ·u + (1 − ρ)·d²
                    θ ← θ − η·d
                    """, "the same numbers in another order of rounding; the default rate is 1000 times "
                    + "smaller than the paper's",
                    Map.of("lr", 0.001, "eps", 1e-7))
            .setting(Setting.lr(1, "0.1 to 10"))
            .setting(Setting.share("rho", "ρ", 0.95, "0.9 to 0.95", "share of both mean squares that is kept"))
            .setting(Setting.eps(1e-6, "1e-7 to 1e-5"))
            .symbol("v", "running mean of squared gradients")
            .symbol("u", "running mean of squared movements")
            .symbol("d", "movement at rate 1")
            .use("when nobody wants to choose a rate and the start may be slow")
            .pitfall("ε is the pace of the first updates, not only a guard: a smaller one makes it "
                    + "start slower")
            .pitfall("a rate of 0.001, which some libraries have as the default, makes it crawl: 1 "
                    + "is what the paper means")
            .rates(0.01, 10)
            .entry();

    public Adadelta {
        variant = ENTRY.check(variant, lr, rho, eps);
    }

    /// With the defaults.
    public Adadelta() {
        this("paper", ENTRY.byDefault("lr"), ENTRY.byDefault("rho"), ENTRY.byDefault("eps"));
    }

    @Override
    public Entry entry() {
        return ENTRY;
    }
}
