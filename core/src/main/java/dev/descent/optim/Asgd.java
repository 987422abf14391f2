package dev.descent.optim;

/// Averaged gradient descent: θ walks as plain descent does; x̄, the mean of all its points, is what validation,
/// prediction and the saved model use. Noise that makes θ jump around the minimum cancels in the mean.
///
/// Example: θ at 1, 3 and 2 after three updates gives x̄ = 2.
///
/// @param variant `paper`, `torch`
/// @param lr η, learning rate
/// @param decay λ, decay of weights and of the rate
/// @param alpha α, power with which the rate falls
/// @param start updates before averaging starts
public record Asgd(String variant, double lr, double decay, double alpha, double start) implements CatalogueRule {

    static final Entry ENTRY = Entry.named("asgd", "ASGD")
            .paper(1992, "Polyak and Juditsky 1992, Acceleration of stochastic approximation by "
                    + "averaging")
            .summary("gradient descent whose average over all updates is what predicts")
            .form("paper", """
                    θ ← θ − η·g
                    x̄ ← x̄ + (θ − x̄)/t
                    evaluate x̄
                    """, "the mean of all points since the first update")
            .form("torch", """
                    ηₜ = η/(1 + λ·η·(t − 1))^α
                    θ ← (1 − λ·ηₜ)·θ − ηₜ·g
                    x̄ ← x̄ + (θ − x̄)/max(1, t − 1 − start)
                    evaluate x̄
                    """, "with decay and a rate that falls; averaging starts late")
            .setting(Setting.lr(0.01, "0.001 to 1"))
            .setting(Setting.amount("decay", "λ", 0.0001, "0 to 0.001", "decay of weights and of the rate"))
            .setting(Setting.amount("alpha", "α", 0.75, "0.5 to 1", "power with which the rate falls"))
            .setting(Setting.amount("start", "start", 1000000.0, "an epoch or two", "updates before averaging starts"))
            .symbol("xbar", "mean of the points, which predicts")
            .symbol("eta_t", "rate at update t")
            .use("noisy gradients at a constant rate: the mean settles where θ does not")
            .pitfall("the mean includes the walk from the start, which it forgets only as 1/t")
            .rates(0.001, 1)
            .entry();

    public Asgd {
        variant = ENTRY.check(variant, lr, decay, alpha, start);
    }

    /// With the defaults.
    public Asgd() {
        this("paper", ENTRY.byDefault("lr"), ENTRY.byDefault("decay"), ENTRY.byDefault("alpha"),
                ENTRY.byDefault("start"));
    }

    @Override
    public Entry entry() {
        return ENTRY;
    }
}
