package dev.descent.optim;

/// ADOPT: Adam that divides a gradient by what was known before it. v is the mean square of the earlier gradients only,
/// and m is the mean of gradients that are divided already, so that no gradient weighs in its own divisor.
///
/// Example: the first gradient g sets v = g² and moves nothing; if the second is the same, m = (1 − β₁)·sign(g), so θ
/// moves by a tenth of η.
///
/// @param variant `paper` or `clipped`
/// @param lr      η, the paper's α
/// @param beta1   β₁, how much of the mean of divided gradients is kept
/// @param beta2   β₂, how much of the mean square is kept
/// @param eps     ε, the least divisor
public record Adopt(String variant, double lr, double beta1, double beta2, double eps) implements CatalogueRule {

    static final Entry ENTRY = Entry.named("adopt", "ADOPT")
            .paper(2024,
                    "Taniguchi, Harada, Minegishi, Oshima, Jeong, Nagahara, Iiyama, Suzuki, Iwasawa and Matsuo 2024, "
                            + "ADOPT: modified Adam can converge with any β₂ with the optimal rate, algorithm 2")
            .summary("moves by the mean of gradients that are each divided by the root of the mean square before them")
            .form("paper", """
                    m ← if t = 1 then 0 else β₁·m + (1 − β₁)·g/max(√v, ε)
                    θ ← θ − η·m
                    v ← if t = 1 then g² else β₂·v + (1 − β₂)·g²
                    """, "algorithm 2; its gradient 0, which only sets v, is update 1 here")
            .form("clipped", """
                    c = (t − 1)^0.25
                    m ← if t = 1 then 0 else β₁·m + (1 − β₁)·clamp(g/max(√v, ε), −c, c)
                    θ ← θ − η·m
                    v ← if t = 1 then g² else β₂·v + (1 − β₂)·g²
                    """, "as the authors' own code since November 2024: a divided gradient counts for c at most")
            .setting(Setting.lr(0.001, "0.0001 to 0.01"))
            .setting(Setting.share("beta1", "β₁", 0.9, "0.8 to 0.95",
                    "share of the mean of divided gradients that is kept"))
            .setting(Setting.share("beta2", "β₂", 0.9999, "0.99 to 0.9999", "share of the mean square that is kept"))
            .setting(Setting.eps(1e-6, "1e-8 to 1e-6"))
            .symbol("m", "running mean of divided gradients")
            .symbol("v", "running mean of squared gradients, from the first on")
            .symbol("c", "bound of a divided gradient")
            .use("where Adam's outcome hangs on β₂; on networks start with `clipped`")
            .pitfall("the first update moves nothing: its gradient only sets v; only decay acts on θ then")
            .pitfall(
                    "where the first gradient is 0, as behind a rectified unit that the first batch leaves silent, the "
                            + "next is divided by ε: at the defaults a gradient of 1 moves θ by 100,000·η; `clipped` moves "
                            + "it by 0.1·η")
            .pitfall("m starts at 0 without a correction, so that the first movements are short: 0.1·η at update 2 "
                    + "where the gradient stays the same")
            .pitfall("the default β₂ remembers some 10,000 updates: after large first gradients the movements stay "
                    + "short for so long")
            .rates(1e-4, 0.1)
            .entry();

    public Adopt {
        variant = ENTRY.check(variant, lr, beta1, beta2, eps);
    }

    /// With the defaults.
    public Adopt() {
        this("paper", ENTRY.byDefault("lr"), ENTRY.byDefault("beta1"), ENTRY.byDefault("beta2"),
                ENTRY.byDefault("eps"));
    }

    /// With bounded gradients.
    public static Adopt clipped() {
        return CatalogueRule.of(Adopt.class, ENTRY, "clipped");
    }

    @Override
    public Entry entry() {
        return ENTRY;
    }
}
