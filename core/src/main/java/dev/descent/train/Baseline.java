package dev.descent.train;

/// What a model must beat: the best prediction that looks at no feature, learnt from the training rows and judged on
/// the same rows as the model.
///
/// @param rule    what is predicted, in words: `mean 206855.8`, `majority "Adelie"`
/// @param metrics how good that is
public record Baseline(String rule, Metrics metrics) {

    /// The number to set beside the model's main metric.
    public double main() {
        return metrics.main();
    }
}
