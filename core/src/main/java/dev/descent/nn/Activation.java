package dev.descent.nn;

import dev.descent.common.DescentException;
import dev.descent.common.Nearest;
import java.util.Arrays;
import java.util.List;

/// What a unit does to its weighted sum: an equation in `x`, applied element by element.
///
/// The derivative is found from the equation. Sigmoid and SiLU are written with tanh, because the derivative of
/// 1/(1 + e⁻ˣ) in its own words is ∞/∞ far left of 0, that of ½ + ½·tanh(x/2) is a number everywhere.
public enum Activation {
    /// f(x) = x: the last layer, and linear models.
    IDENTITY("identity", "x"),
    /// f(x) = max(x, 0), with f′(0) = 0 (Nair and Hinton 2010).
    RELU("relu", "max(x, 0)"),
    /// The hyperbolic tangent.
    TANH("tanh", "tanh(x)"),
    /// 1 / (1 + e⁻ˣ).
    SIGMOID("sigmoid", "0.5 + 0.5·tanh(0.5·x)"),
    /// x·Φ(x) with the normal distribution Φ in its erf form (Hendrycks and Gimpel 2016, section 2).
    GELU("gelu", "0.5·x·(1 + erf(x·0.7071067811865476))"),
    /// x·sigmoid(x) (Elfwing, Uchibe and Doya 2018, equation 5), also called swish.
    SILU("silu", "0.5·x·(1 + tanh(0.5·x))");

    private final String option;
    private final String equation;

    Activation(String option, String equation) {
        this.option = option;
        this.equation = equation;
    }

    /// The name that options, JSON and links use: `relu`.
    public String option() {
        return option;
    }

    /// Whether f′(x) is 0 wherever f(x) is: units that are silent then pass nothing back either.
    boolean zeroIsFlat() {
        return this == RELU;
    }

    /// f(x) in the language of equations.
    public String equation() {
        return equation;
    }

    /// All names, in the order of the constants.
    public static List<String> names() {
        return Arrays.stream(values()).map(Activation::option).toList();
    }

    /// The activation of that name.
    ///
    /// @throws DescentException usage, naming the nearest known one
    public static Activation byName(String name) {
        return Arrays.stream(values()).filter(a -> a.option.equals(name)).findFirst()
                .orElseThrow(() -> DescentException.usage("There is no activation \"" + name + "\"; known are "
                        + String.join(", ", names()) + "." + Nearest.hint(name, names())));
    }
}
