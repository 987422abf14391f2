package dev.descent.optim;

import java.util.Map;

/// Muon: momentum that is orthogonalised before it is used. All directions in which a weight matrix can move get the same
/// length, so that rare ones are not drowned by frequent ones.
///
/// What is no matrix, biases and the weights from one input or to one output, moves by Adam, at `ratio` times the rate.
/// Adam's mean square is kept for rows and columns: on a vector one of them is one number per parameter, on a matrix both
/// are next to nothing.
///
/// Example: at η = 0.02 a square matrix moves by 0.02 in every direction, whatever its gradient.
///
/// @param variant  `paper`, or `moonlight`, whose steps are as long as Adam's
/// @param lr       η, learning rate of matrices
/// @param momentum λ, share of the mean gradient of matrices that is kept
/// @param ratio    rate of vectors as a multiple of η
/// @param beta1    β₁, share of the mean gradient of vectors that is kept
/// @param beta2    β₂, share of the mean square that is kept
/// @param eps      ε, keeps the divisor above 0
public record Muon(String variant, double lr, double momentum, double ratio, double beta1, double beta2,
        double eps) implements CatalogueRule {

    private static final String EQUATION = """
            k = if rows > 1 and columns > 1 then λ else β₁
            m ← k·m + (1 − k)·g
            r ← β₂·r + (1 − β₂)·rowmean(g²)
            c ← β₂·c + (1 − β₂)·colmean(g²)
            v = if columns > 1 then c else r
            d = m/(1 − β₁^t)/(√(v/(1 − β₂^t)) + ε)
            o = orthogonalise(λ·m + (1 − λ)·g)
            θ ← θ − η·(if rows > 1 and columns > 1 then SCALE·o else ratio·d)
            """;

    static final Entry ENTRY = Entry.named("muon", "Muon")
            .paper(2024, "Jordan, Jin, Boza, You, Cesista, Newhouse and Bernstein 2024, Muon: an optimizer for hidden "
                    + "layers in neural networks; moonlight: Liu et al. 2025, Muon is scalable for LLM training")
            .summary("moves each weight matrix by its orthogonalised momentum, and vectors by Adam")
            .form("paper", EQUATION.replace("SCALE", "√max(1, columns/rows)"),
                    "Nesterov momentum, five steps of Newton-Schulz; vectors by Adam, as its authors do")
            .form("moonlight", EQUATION.replace("SCALE", "0.2·√max(rows, columns)"),
                    "steps of the root mean square that Adam's have, so that one rate serves both",
                    Map.of("lr", 0.001, "ratio", 1.0))
            .setting(Setting.lr(0.02, "0.002 to 0.05"))
            .setting(Setting.share("momentum", "λ", 0.95, "0.9 to 0.98",
                    "share of a matrix's mean gradient that is kept"))
            .setting(Setting.amount("ratio", "ratio", 0.015, "0.01 to 1", "rate of vectors as a multiple of η"))
            .setting(Setting.share("beta1", "β₁", 0.9, "0.8 to 0.95", "share of a vector's mean gradient that is kept"))
            .setting(Setting.share("beta2", "β₂", 0.95, "0.95 to 0.999", "share of the mean square that is kept"))
            .setting(Setting.eps(1e-10, "1e-10 to 1e-8"))
            .symbol("k", "share of the mean gradient that is kept").symbol("m", "running mean of gradients")
            .symbol("r", "running mean square of each row").symbol("c", "running mean square of each column")
            .symbol("v", "running mean square of each of a vector's parameters")
            .symbol("d", "Adam's direction, for vectors").symbol("o", "orthogonalised momentum, for matrices")
            .use("hidden layers of some width, where updates are few and may cost more")
            .pitfall("five steps of matrix products per update: costly for wide layers at small batches")
            .pitfall("a layer moves by about η whatever its gradient: lower the rate at the end")
            .pitfall("its authors leave the first and last layer to Adam too; here they are matrices like the others")
            .rates(4e-4, 1)
            .entry();

    public Muon {
        variant = ENTRY.check(variant, lr, momentum, ratio, beta1, beta2, eps);
    }

    /// With the defaults.
    public Muon() {
        this("paper", ENTRY.byDefault("lr"), ENTRY.byDefault("momentum"), ENTRY.byDefault("ratio"),
                ENTRY.byDefault("beta1"), ENTRY.byDefault("beta2"), ENTRY.byDefault("eps"));
    }

    /// With steps as long as Adam's.
    public static Muon moonlight() {
        return CatalogueRule.of(Muon.class, ENTRY, "moonlight");
    }

    @Override
    public Entry entry() {
        return ENTRY;
    }
}
