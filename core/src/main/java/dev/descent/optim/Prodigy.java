package dev.descent.optim;

/// Prodigy: d estimates the distance from the start to the solution, from below: the work that the gradients have
/// done along the way over their summed length. It multiplies Adam's step, so that η = 1 fits every problem.
///
/// Example: d starts at 1e-6 and in the first hundred updates grows to the size that the problem asks for.
///
/// @param variant `paper`
/// @param lr η, a factor on the estimated rate; 1
/// @param beta1 β₁, share of the mean gradient that is kept
/// @param beta2 β₂, share of the mean square that is kept
/// @param eps ε, keeps the divisor above 0
/// @param decay λ, decoupled weight decay
/// @param initial δ, what the estimate starts from
/// @param growth factor by which the estimate may grow per update
public record Prodigy(String variant, double lr, double beta1, double beta2, double eps, double decay,
        double initial, double growth) implements CatalogueRule {

    static final Entry ENTRY = Entry.named("prodigy", "Prodigy")
            .paper(2023, "Mishchenko and Defazio 2023, Prodigy: an expeditiously adaptive parameter-free "
                    + "learner, algorithm 4")
            .summary("Adam that estimates its own rate from how far it has come")
            .form("paper", """
                    a₀ = θ
                    d₀ = δ
                    a ← a
                    m ← β₁·m + (1 − β₁)·d·g
                    v ← β₂·v + (1 − β₂)·d²·g²
                    r ← √β₂·r + (1 − √β₂)·η·d²·sum(g·(a − θ))
                    s ← √β₂·s + (1 − √β₂)·η·d²·g
                    θ ← θ − η·d·(m/(√v + d·ε) + λ·θ)
                    n = sum(|s|)
                    d ← if n > 0 then clamp(r/n, d, growth·d) else d
                    """, "algorithm 4, the Adam version; the paper lets the estimate grow without limit")
            .setting(Setting.lr(1, "0.5 to 2"))
            .setting(Setting.share("beta1", "β₁", 0.9, "0.8 to 0.95", "share of the mean gradient that is kept"))
            .setting(Setting.share("beta2", "β₂", 0.999, "0.99 to 0.9999", "share of the mean square that is kept"))
            .setting(Setting.eps(1e-8, "1e-8 to 1e-7"))
            .setting(Setting.amount("decay", "λ", 0, "0 to 0.1", "decoupled weight decay"))
            .setting(Setting.amount("initial", "δ", 1e-6, "1e-8 to 1e-5", "what the estimate starts from"))
            .setting(new Setting("growth", "growth", 1.5, 1, false, 1e6, false, "1.02 to 2",
                    "factor by which the estimate may grow per update"))
            .symbol("a", "where training started")
            .symbol("d", "estimate of the distance to the solution (the rate)")
            .symbol("m", "running mean of gradients times d")
            .symbol("v", "running mean of their squares")
            .symbol("r", "work done by the gradients, fading")
            .symbol("s", "sum of gradients times d², fading")
            .symbol("n", "its length")
            .use("no rate to tune: the first run on new data")
            .pitfall("it needs four numbers of state per parameter")
            .pitfall("the estimate never falls: after a wild start it may stay too high")
            .rates(0.1, 10)
            .entry();

    public Prodigy {
        variant = ENTRY.check(variant, lr, beta1, beta2, eps, decay, initial, growth);
    }

    /// With the defaults.
    public Prodigy() {
        this("paper", ENTRY.byDefault("lr"), ENTRY.byDefault("beta1"), ENTRY.byDefault("beta2"), ENTRY.byDefault("eps"),
                ENTRY.byDefault("decay"), ENTRY.byDefault("initial"), ENTRY.byDefault("growth"));
    }

    @Override
    public Entry entry() {
        return ENTRY;
    }
}
