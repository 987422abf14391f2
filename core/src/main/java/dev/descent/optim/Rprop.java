package dev.descent.optim;

import java.util.Map;

/// Resilient backpropagation: only the sign of the gradient is used. Each parameter has a step size of its own, which
/// grows while the sign stays and shrinks where it turns, since then the last step went past a minimum.
///
/// Example: from Δ = 0.1 a gradient of the same sign makes the next step 0.12, a turned one halves it to 0.05.
///
/// @param variant `paper`, `torch`
/// @param lr η, the step size of the first update; schedules do not reach later ones
/// @param up factor of a step whose sign stayed
/// @param down factor of a step whose sign turned
/// @param low smallest step
/// @param high largest step
public record Rprop(String variant, double lr, double up, double down, double low,
        double high) implements CatalogueRule {

    static final Entry ENTRY = Entry.named("rprop", "Rprop")
            .paper(1993, "Riedmiller and Braun 1993, A direct adaptive method for faster backpropagation "
                    + "learning: the RPROP algorithm")
            .summary("a step size per parameter that grows while the gradient keeps its sign and "
                    + "shrinks where it turns")
            .form("paper", """
                    s = sign(g)·sign(p)
                    Δ ← if t = 1 then η else clamp(Δ·(if s > 0 then up else if s < 0 then down else 1), low, high)
                    d ← if s < 0 then −d else −Δ·sign(g)
                    p ← if s < 0 then 0 else g
                    θ ← θ + d
                    """, "with backtracking: where the sign turned the last movement is taken back")
            .form("torch", """
                    s = sign(g)·sign(p)
                    Δ ← if t = 1 then η else clamp(Δ·(if s > 0 then up else if s < 0 then down else 1), low, high)
                    p ← if s < 0 then 0 else g
                    θ ← θ − Δ·sign(p)
                    """, "without backtracking: where the sign turned the parameter waits for one update",
                    Map.of("lr", 0.01))
            .setting(Setting.lr(0.1, "0.001 to 0.1"))
            .setting(Setting.amount("up", "up", 1.2, "1.1 to 1.5", "factor of a step whose sign stayed"))
            .setting(Setting.share("down", "down", 0.5, "0.3 to 0.7", "factor of a step whose sign turned"))
            .setting(Setting.amount("low", "low", 1e-6, "1e-8 to 1e-4", "smallest step"))
            .setting(Setting.amount("high", "high", 50, "1 to 50", "largest step"))
            .symbol("s", "1 where the sign stayed, −1 where it turned")
            .symbol("Delta", "step size")
            .symbol("d", "movement")
            .symbol("p", "gradient before, 0 after a turn")
            .use("full batches: it finds the scale of every parameter by itself, whatever the "
                    + "loss is multiplied by")
            .pitfall("it needs the whole data in each batch: on small batches signs turn by chance "
                    + "and the steps collapse")
            .pitfall("η is the first step only; a schedule of rates changes nothing after it")
            .rates(0.001, 10)
            .entry();

    public Rprop {
        variant = ENTRY.check(variant, lr, up, down, low, high);
    }

    /// With the defaults.
    public Rprop() {
        this("paper", ENTRY.byDefault("lr"), ENTRY.byDefault("up"), ENTRY.byDefault("down"), ENTRY.byDefault("low"),
                ENTRY.byDefault("high"));
    }

    @Override
    public Entry entry() {
        return ENTRY;
    }
}
