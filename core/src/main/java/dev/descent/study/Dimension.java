package dev.descent.study;

import dev.descent.common.DescentException;
import dev.descent.common.Nearest;
import dev.descent.nn.Activation;
import dev.descent.optim.Optimizer;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One thing that a search varies, and the values that it may take: a range or a choice.
///
/// Rates and decays are spread evenly on a log scale; shares close to 1 such as momentum are so by what they lack to 1,
/// since 0.9 and 0.99 differ as 0.1 and 0.01 do.
///
/// @param option  `lr`, `batch`, `hidden`, `activation`, or another setting of a rule: `momentum`, `decay`, `beta2`
/// @param low     the smallest value of a range; NaN: the rule's own declared range of rates
/// @param high    the largest
/// @param choices the values of a choice, as options write them; empty for a range
public record Dimension(String option, double low, double high, List<String> choices) {

    static final String LR = "lr";
    static final String BATCH = "batch";
    static final String HIDDEN = "hidden";
    static final String ACTIVATION = "activation";
    /// The choice of no hidden layer.
    static final String NONE = "none";

    /// Two digits of a setting say all that matters, and read better.
    private static final MathContext DIGITS = new MathContext(2);
    /// Settings whose scale is what they lack to 1.
    private static final Set<String> SHARES = Set.of("momentum", "beta1", "beta2", "beta3", "alpha", "rho", "ema");
    private static final Map<String, String> USUAL = usual();

    public Dimension {
        choices = List.copyOf(choices);
    }

    private static Map<String, String> usual() {
        Map<String, String> usual = new LinkedHashMap<>();
        usual.put(LR, "");
        usual.put(BATCH, "16/32/64/128/256");
        usual.put("momentum", "0.5..0.99");
        usual.put(HIDDEN, "32/64/32,32/64,64/128,128");
        usual.put("decay", "1e-6..0.1");
        usual.put(ACTIVATION, "relu/tanh/gelu/silu");
        usual.put("l2", "1e-6..0.1");
        usual.put("beta1", "0.5..0.99");
        usual.put("beta2", "0.9..0.9999");
        usual.put("alpha", "0.8..0.999");
        usual.put("eps", "1e-10..0.0001");
        return usual;
    }

    /// The learning rate over each rule's declared range.
    static Dimension rate() {
        return new Dimension(LR, Double.NaN, Double.NaN, List.of());
    }

    /// Exactly the learning rates of a comma list.
    ///
    /// @param given what was said, for messages
    static Dimension rates(String given, String list) {
        double[] rates = new double[0];
        for (String part : list.split(",", -1)) {
            rates = Arrays.copyOf(rates, rates.length + 1);
            try {
                rates[rates.length - 1] = Double.parseDouble(part.strip());
            } catch (NumberFormatException _) {
                throw DescentException.usage(given + ": '" + part.strip() + "' is no number; expected grid, "
                        + "a rate like 0.01, or a list like 0.001,0.01,0.1.");
            }
        }
        return new Dimension(LR, Double.NaN, Double.NaN,
                Arrays.stream(rates).sorted().distinct().mapToObj(Double::toString).toList());
    }

    /// Reads `lr`, `lr=1e-4..0.1`, `batch=16/32`, `hidden=none/64,64`.
    ///
    /// @throws DescentException (usage) for a name without a range, or values that make no sense
    static Dimension parse(String text) {
        int equals = text.indexOf('=');
        String option = (equals < 0 ? text : text.substring(0, equals)).strip();
        String values = equals < 0 ? USUAL.get(option) : text.substring(equals + 1).strip();
        if (values == null) {
            throw DescentException.usage("--tune " + option + ": no range is known for it." + Nearest.hint(option,
                    USUAL.keySet()) + " Known are " + String.join(", ", USUAL.keySet())
                    + "; another setting of a rule needs a range of its own, such as " + option + "=0.1..0.9.");
        }
        if (equals < 0 && option.equals(LR)) {
            return rate();
        }
        int dots = values.indexOf("..");
        boolean words = option.equals(BATCH) || option.equals(HIDDEN) || option.equals(ACTIVATION);
        Dimension dimension = dots >= 0 && !words
                ? range(option, text, values.substring(0, dots), values.substring(dots + 2))
                : new Dimension(option, Double.NaN, Double.NaN,
                        Arrays.stream(values.split("/", -1)).map(String::strip).distinct().toList());
        dimension.check(text);
        return dimension;
    }

    private static Dimension range(String option, String text, String low, String high) {
        double from = number(text, low);
        double to = number(text, high);
        boolean share = SHARES.contains(option);
        if (!(from < to) || !share && !(from > 0) || share && !(to < 1 && from >= 0)) {
            throw DescentException.usage("--tune " + text + ": expected " + (share ? "two numbers from 0 to below 1"
                    : "two numbers above 0") + ", the smaller first, such as " + option + "="
                    + USUAL.getOrDefault(option, "").transform(usual -> usual.isEmpty() ? "1e-4..0.1" : usual) + ".");
        }
        return new Dimension(option, from, to, List.of());
    }

    private static double number(String text, String number) {
        try {
            return Double.parseDouble(number.strip());
        } catch (NumberFormatException _) {
            throw DescentException.usage("--tune " + text + ": \"" + number.strip() + "\" is no number; expected "
                    + "a range like 0.001..0.1 or values like 0.01/0.03.");
        }
    }

    private void check(String text) {
        for (String choice : choices) {
            switch (option) {
                case BATCH -> whole(text, choice);
                case HIDDEN -> units(text, choice);
                case ACTIVATION -> Activation.byName(choice);
                default -> number(text, choice);
            }
        }
    }

    private static int whole(String text, String number) {
        try {
            int value = Integer.parseInt(number.strip());
            if (value > 0) {
                return value;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw DescentException.usage("--tune " + text + ": \"" + number.strip() + "\" is no whole number above 0; "
                + "expected values like 32/64, with commas between the layers of a network: 32/64,64.");
    }

    private static List<Integer> units(String text, String choice) {
        return choice.equals(NONE) ? List.of()
                : Arrays.stream(choice.split(",", -1)).map(units -> whole(text, units)).toList();
    }

    /// Whether a rule has it at all: momentum is nothing that could be searched for Adagrad.
    boolean suits(Optimizer rule) {
        return option.equals(BATCH) || option.equals(HIDDEN) || option.equals(ACTIVATION) || rule.has(option);
    }

    /// The variation with this dimension's value at a place between 0 and 1.
    Variation at(Variation variation, double place) {
        String choice = choices.isEmpty() ? ""
                : choices.get(Math.min(choices.size() - 1, (int) (place * choices.size())));
        Optimizer rule = variation.optimizer();
        return switch (option) {
            case BATCH -> new Variation(rule, whole(option, choice), variation.hidden(), variation.activation());
            case HIDDEN -> new Variation(rule, variation.batch(), units(option, choice), variation.activation());
            case ACTIVATION -> new Variation(rule, variation.batch(), variation.hidden(), Activation.byName(choice));
            default -> new Variation(
                    rule.with(option, choice.isEmpty() ? number(rule, place) : number(option, choice)),
                    variation.batch(), variation.hidden(), variation.activation());
        };
    }

    private double number(Optimizer rule, double place) {
        if (SHARES.contains(option)) {
            return BigDecimal.ONE.subtract(BigDecimal.valueOf(between(1 - low, 1 - high, place))).doubleValue();
        }
        return Double.isNaN(low) ? between(rule.entry().lrLow(), rule.entry().lrHigh(), place)
                : between(low, high, place);
    }

    /// Evenly on a log scale, rounded to two digits.
    private static double between(double low, double high, double place) {
        double from = StrictMath.log10(low);
        double value = StrictMath.pow(10, from + (StrictMath.log10(high) - from) * place);
        return new BigDecimal(value).round(DIGITS).doubleValue();
    }
}
