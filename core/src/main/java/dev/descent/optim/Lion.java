package dev.descent.optim;

import java.util.Map;

/// Lion: the sign of a mean, found by a search over programs. Two memories: the direction mixes with β₁, what is kept
/// with β₂.
///
/// Example: whatever the gradients, each θ moves by η up, by η down, or not at all.
///
/// @param variant `paper`, `keras`
/// @param lr η, learning rate
/// @param beta1 β₁, share of the mean gradient that is kept
/// @param beta2 β₂, share that the memory keeps
public record Lion(String variant, double lr, double beta1, double beta2) implements CatalogueRule {

    static final Entry ENTRY = Entry.named("lion", "Lion")
            .paper(2023, "Chen, Liang, Huang, Real, Wang, Liu, Pham, Dong, Luong, Hsieh, Lu and Le 2023, "
                    + "Symbolic discovery of optimization algorithms, program 1")
            .summary("moves every parameter by exactly η, in the direction of a mix of mean and new "
                    + "gradient")
            .form("paper", """
                    c = β₁·m + (1 − β₁)·g
                    θ ← θ − η·sign(c)
                    m ← β₂·m + (1 − β₂)·g
                    """, "program 1; its weight decay is the option decay")
            .form("keras", """
                    c = β₁·m + (1 − β₁)·g
                    θ ← θ − η·sign(c)
                    m ← β₂·m + (1 − β₂)·g
                    """, "the same equation",
                    Map.of("lr", 0.001))
            .setting(Setting.lr(0.0001, "0.00001 to 0.001"))
            .setting(Setting.share("beta1", "β₁", 0.9, "0.8 to 0.95", "share of the mean gradient that is kept"))
            .setting(Setting.share("beta2", "β₂", 0.99, "0.98 to 0.999", "share that the memory keeps"))
            .symbol("c", "mix that gives the direction")
            .symbol("m", "running mean of gradients")
            .use("large batches and little memory: half of Adam's state")
            .pitfall("take a rate 3 to 10 times smaller than Adam's, and a decay as much larger")
            .pitfall("it circles the minimum at distance η: lower the rate at the end")
            .rates(1e-5, 0.01)
            .entry();

    public Lion {
        variant = ENTRY.check(variant, lr, beta1, beta2);
    }

    /// With the defaults.
    public Lion() {
        this("paper", ENTRY.byDefault("lr"), ENTRY.byDefault("beta1"), ENTRY.byDefault("beta2"));
    }

    @Override
    public Entry entry() {
        return ENTRY;
    }
}
