package dev.descent.optim;

/// Gradient descent: every parameter moves against its gradient, by the learning rate. With the gradient of one example
/// or a batch instead of all rows it is stochastic gradient descent.
///
/// Example: at θ = 1 with g = 2 and η = 0.1 the next θ is 1 − 0.1·2 = 0.8.
///
/// @param variant the published form; all are the same equation
/// @param lr      η
public record Sgd(String variant, double lr) implements CatalogueRule {

    static final Entry ENTRY = Entry.named("sgd", "SGD")
            .paper(1951,
                    "Cauchy 1847, Méthode générale pour la résolution des systèmes d'équations simultanées; Robbins "
                            + "and Monro 1951, A stochastic approximation method")
            .summary("moves every parameter against its gradient, by the learning rate")
            .form("classic", "θ ← θ − η·g", "as on the slides")
            .form("torch", "θ ← θ − η·g", "the same equation")
            .form("keras", "θ ← θ − η·g", "the same equation")
            .setting(Setting.lr(0.01, "0.001 to 1"))
            .use("the baseline; with scaled features and a tuned rate often as good as anything")
            .pitfall(
                    "one rate for all parameters: features of different scale force it down to what the steepest "
                            + "direction bears")
            .rates(1e-3, 1)
            .entry();

    public Sgd {
        variant = ENTRY.check(variant, lr);
    }

    /// With the default rate.
    public Sgd() {
        this("classic", ENTRY.byDefault("lr"));
    }

    /// With this rate.
    public Sgd(double lr) {
        this("classic", lr);
    }

    @Override
    public Entry entry() {
        return ENTRY;
    }
}
