package dev.descent.optim;

import java.util.Map;

/// Adafactor: RMSProp that remembers a mean square per row and per column of each weight matrix instead of one per
/// weight, bounds the length of its steps, and takes them relative to the length of the weights.
///
/// The mean square of weight (i, j) is taken to be r_i·c_j/mean(r): exact where it is a product of what the row says and
/// what the column says, and always for biases and other vectors, which the paper does not factor. Roots are taken before
/// they are multiplied: of a row and a column without gradients both, the product leaves the floats.
///
/// Example: for 256 × 128 weights it remembers 384 numbers, RMSProp 32,768.
///
/// @param variant `paper`, or `fixed` for a rate that does not depend on the weights
/// @param lr      η, the largest relative step, the paper's ρ
/// @param power   how fast the share of the mean square that is kept grows to 1: the paper's 0.8 in 1 − t^−0.8
/// @param eps     ε, added to the square, the paper's ε₁
/// @param least   root mean square that weights count as at least, the paper's ε₂
/// @param bound   greatest root mean square of a step before the rate, the paper's d
public record Adafactor(String variant, double lr, double power, double eps, double least,
        double bound) implements CatalogueRule {

    private static final String FACTORED = """
            β = 1 − t^(−power)
            r ← β·r + (1 − β)·rowmean(g² + ε)
            c ← β·c + (1 − β)·colmean(g² + ε)
            u = g/(√r/√colmean(r))/√c
            s = u/max(1, √rowmean(colmean(u²))/bound)
            """;

    static final Entry ENTRY = Entry.named("adafactor", "Adafactor")
            .paper(2018, "Shazeer and Stern 2018, Adafactor: adaptive learning rates with sublinear memory cost, "
                    + "algorithms 4 and 5 with the settings of section 9")
            .summary("RMSProp with a mean square per row and column of a weight matrix instead of one per weight")
            .form("paper", FACTORED + """
                    ηₜ = max(least, √rowmean(colmean(θ²)))·min(η, 1/√t)
                    θ ← θ − ηₜ·s
                    """, "algorithms 4 and 5: a step is a share of the weights' root mean square")
            .form("fixed", FACTORED + """
                    θ ← θ − η·s
                    """, "without relative steps, as in section 7: the rate bounds the step's root mean square",
                    Map.of("lr", 0.001))
            .setting(Setting.lr(0.01, "0.001 to 0.1"))
            .setting(new Setting("power", "power", 0.8, 0, true, 1, false, "0.5 to 1",
                    "how fast the share of the mean square that is kept grows to 1"))
            .setting(Setting.eps(1e-30, "1e-30 to 1e-8"))
            .setting(Setting.amount("least", "least", 1e-3, "1e-4 to 0.01", "root mean square that weights count as"))
            .setting(new Setting("bound", "bound", 1, 0, true, 1e6, false, "1 to 2",
                    "greatest root mean square of a step before the rate"))
            .symbol("beta", "share of the mean squares that is kept")
            .symbol("r", "running mean square of each row").symbol("c", "running mean square of each column")
            .symbol("u", "gradient over the root of its factored mean square")
            .symbol("s", "u with its root mean square bounded")
            .symbol("eta_t", "relative rate times the root mean square of the weights")
            .use("where the memory for Adam's states is too much: wide layers")
            .pitfall("three trips over the weights per update, for the means of gradients, of steps and of weights")
            .pitfall("steps are relative: weights near 0 move by least·η and no more, so a rate that suits Adam is too "
                    + "small")
            .rates(1e-3, 0.1)
            .entry();

    public Adafactor {
        variant = ENTRY.check(variant, lr, power, eps, least, bound);
    }

    /// With the defaults.
    public Adafactor() {
        this("paper", ENTRY.byDefault("lr"), ENTRY.byDefault("power"), ENTRY.byDefault("eps"),
                ENTRY.byDefault("least"), ENTRY.byDefault("bound"));
    }

    /// With a rate that does not depend on the weights.
    public static Adafactor fixed() {
        return CatalogueRule.of(Adafactor.class, ENTRY, "fixed");
    }

    @Override
    public Entry entry() {
        return ENTRY;
    }
}
