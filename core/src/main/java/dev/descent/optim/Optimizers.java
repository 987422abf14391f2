package dev.descent.optim;

import java.util.List;

/// The catalogue of optimizers.
public final class Optimizers {

    private Optimizers() {
    }

    /// Every rule in its default form and settings, in the order of the catalogue.
    public static List<Optimizer> all() {
        throw new UnsupportedOperationException();
    }

    /// The rule of that name with default settings.
    ///
    /// @throws dev.descent.common.DescentException (usage) naming the nearest
    public static Optimizer byName(String name) {
        throw new UnsupportedOperationException(name);
    }

    /// One optimizer: `adam`, `adam:beta2=0.99`, `adam/torch`, `adam:variant=torch`, an equation, or a `.rule` file.
    public static Optimizer parse(String spec) {
        throw new UnsupportedOperationException(spec);
    }

    /// A comma list of what [#parse] takes; commas inside an equation's parentheses or quotes do not split.
    public static List<Optimizer> parseList(String specs) {
        throw new UnsupportedOperationException(specs);
    }

    /// Applies `beta1=0.8, adam.eps=1e-6`: a plain name to every optimizer that has it, a dotted one to that optimizer.
    ///
    /// @throws dev.descent.common.DescentException (usage) for a name that nobody has
    public static List<Optimizer> set(List<Optimizer> optimizers, String settings) {
        throw new UnsupportedOperationException(settings);
    }
}
