package dev.descent.optim;

import java.util.Map;

/// LAMB: LARS around Adam. The direction u is Adam's, with decay; each layer moves by η times the length of its
/// weights in that direction.
///
/// Example: a layer of length 2 moves by 2·η per update, whatever its gradients.
///
/// @param variant `paper`, `keras`
/// @param lr η, learning rate
/// @param beta1 β₁, share of the mean gradient that is kept
/// @param beta2 β₂, share of the mean square that is kept
/// @param eps ε, keeps the divisor above 0
/// @param decay λ, weight decay, inside the ratio
public record Lamb(String variant, double lr, double beta1, double beta2, double eps,
        double decay) implements CatalogueRule {

    static final Entry ENTRY = Entry.named("lamb", "LAMB")
            .paper(2020, "You, Li, Reddi, Hseu, Kumar, Bhojanapalli, Song, Demmel, Keutzer and Hsieh "
                    + "2020, Large batch optimization for deep learning: training BERT in 76 minutes, "
                    + "algorithm 2")
            .summary("Adam whose movement in each layer is scaled to a share of the layer's weights")
            .form("paper", """
                    m ← β₁·m + (1 − β₁)·g
                    v ← β₂·v + (1 − β₂)·g²
                    m̂ = m/(1 − β₁^t)
                    v̂ = v/(1 − β₂^t)
                    u = m̂/(√v̂ + ε) + λ·θ
                    r = if ‖θ‖ₗ > 0 and ‖u‖ₗ > 0 then ‖θ‖ₗ/‖u‖ₗ else 1
                    θ ← θ − η·r·u
                    """, "algorithm 2 with φ the identity")
            .form("keras", """
                    m ← β₁·m + (1 − β₁)·g
                    v ← β₂·v + (1 − β₂)·g²
                    m̂ = m/(1 − β₁^t)
                    v̂ = v/(1 − β₂^t)
                    u = m̂/(√v̂ + ε)
                    r = if ‖θ‖ₗ > 0 and ‖u‖ₗ > 0 then ‖θ‖ₗ/‖u‖ₗ else 1
                    θ ← θ − η·r·u
                    """, "without decay inside the ratio",
                    Map.of("eps", 1e-7, "decay", 0.0))
            .setting(Setting.lr(0.001, "0.0005 to 0.02"))
            .setting(Setting.share("beta1", "β₁", 0.9, "0.8 to 0.95", "share of the mean gradient that is kept"))
            .setting(Setting.share("beta2", "β₂", 0.999, "0.99 to 0.9999", "share of the mean square that is kept"))
            .setting(Setting.eps(1e-6, "1e-8 to 1e-6"))
            .setting(Setting.amount("decay", "λ", 0.01, "0 to 0.1", "weight decay, inside the ratio"))
            .symbol("m", "running mean of gradients")
            .symbol("v", "running mean of squared gradients")
            .symbol("mhat", "m corrected for its start at 0")
            .symbol("vhat", "v corrected for its start at 0")
            .symbol("u", "Adam's direction, decay included")
            .symbol("r", "length of the weights over that of the direction")
            .use("very large batches where Adam needs its rate retuned for each size")
            .pitfall("a layer here is its weights and biases together")
            .pitfall("weights that are all zero stay in the small-step regime until something moves "
                    + "them")
            .rates(0.0001, 0.1)
            .entry();

    public Lamb {
        variant = ENTRY.check(variant, lr, beta1, beta2, eps, decay);
    }

    /// With the defaults.
    public Lamb() {
        this("paper", ENTRY.byDefault("lr"), ENTRY.byDefault("beta1"), ENTRY.byDefault("beta2"), ENTRY.byDefault("eps"),
                ENTRY.byDefault("decay"));
    }

    @Override
    public Entry entry() {
        return ENTRY;
    }
}
