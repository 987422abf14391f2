package dev.descent.optim;

import dev.descent.common.DescentException;
import dev.descent.common.Nearest;
import dev.descent.equation.Printer;
import dev.descent.equation.Symbols;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Optimizers as text: `adam`, `adam/torch`, `adam:beta2=0.99,eps=1e-6`, an equation, a `.rule` file, and lists of
/// these.
final class Specs {

    /// What other systems call things, where it is no typing error of ours.
    private static final Map<String, String> ELSEWHERE = Map.of("alpha", "lr", "learning_rate", "lr", "learningRate",
            "lr", "rate", "lr",
            "weight_decay", "l2 or decay", "weightDecay", "l2 or decay", "gamma", "momentum", "mu", "momentum", "rho",
            "alpha", "betas",
            "beta1 and beta2");

    /// The name of an equation that was given none.
    static final String UNNAMED = "custom";

    private Specs() {
    }

    /// Splits at commas outside parentheses and quotes. An item `name=value` belongs to the one before it.
    static List<String> split(String specs) {
        List<String> items = new ArrayList<>();
        StringBuilder item = new StringBuilder();
        int depth = 0;
        char quote = 0;
        for (int i = 0; i <= specs.length(); i++) {
            char c = i < specs.length() ? specs.charAt(i) : ',';
            boolean end = i == specs.length() || c == ',' && depth <= 0 && quote == 0;
            if (end) {
                add(items, item.toString().strip());
                item.setLength(0);
                continue;
            }
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == '"' || c == '\'') {
                quote = quote == 0 ? c : quote == c ? 0 : quote;
            }
            item.append(c);
        }
        return items;
    }

    private static void add(List<String> items, String item) {
        if (item.isEmpty()) {
            throw DescentException
                    .usage("An optimizer is missing between two commas, or the list is empty; expected for example "
                            + "sgd,momentum:momentum=0.99,adam");
        }
        if (!items.isEmpty() && item.matches("[^\\s=:\"'←<]+\\s*=[^=]*") && !item.contains("←")
                && !item.contains("<-")) {
            boolean first = colon(items.getLast()) < 0;
            items.set(items.size() - 1, items.getLast() + (first ? ":" : ",") + item);
        } else {
            items.add(item);
        }
    }

    static Optimizer parse(String spec) {
        String text = spec.strip();
        int colon = colon(text);
        String head = (colon < 0 ? text : text.substring(0, colon)).strip();
        Map<String, String> settings = settings(colon < 0 ? "" : text.substring(colon + 1), spec);
        String name = settings.remove("name");
        Optimizer optimizer = head(head, name == null ? UNNAMED : name);
        String variant = settings.remove("variant");
        if (variant != null) {
            optimizer = optimizer.withVariant(variant);
        }
        Map<String, Double> values = new LinkedHashMap<>();
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            values.put(option(optimizer, setting.getKey()), number(setting.getKey(), setting.getValue()));
        }
        return values.isEmpty() ? optimizer : optimizer.with(values);
    }

    private static Optimizer head(String head, String customName) {
        boolean quoted = head.length() > 1 && (head.startsWith("\"") || head.startsWith("'"))
                && head.charAt(head.length() - 1) == head.charAt(0);
        String text = quoted ? head.substring(1, head.length() - 1) : head;
        String wrapper = Lookahead.NAME + "(";
        if (text.startsWith(wrapper) && text.endsWith(")")) {
            return new Lookahead(parse(text.substring(wrapper.length(), text.length() - 1)));
        }
        if (text.endsWith(".rule")) {
            return CustomRule.read(Path.of(text));
        }
        if (quoted || text.contains("<-") || text.contains("←") || text.contains("=")) {
            return CustomRule.of(customName, text);
        }
        int slash = text.indexOf('/');
        return slash < 0 ? Optimizers.byName(text)
                : Optimizers.byName(text.substring(0, slash)).withVariant(text.substring(slash + 1));
    }

    /// Where the settings begin: the first colon outside quotes and parentheses that is not a Windows drive's.
    private static int colon(String text) {
        char quote = 0;
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\'') {
                quote = quote == 0 ? c : quote == c ? 0 : quote;
            } else if (quote == 0 && (c == '(' || c == ')')) {
                depth += c == '(' ? 1 : -1;
            } else if (c == ':' && quote == 0 && depth == 0
                    && !(i == 1 && text.length() > 2 && (text.charAt(2) == '\\' || text.charAt(2) == '/'))) {
                return i;
            }
        }
        return -1;
    }

    /// `beta1=0.8, eps=1e-6`; colons separate as well as commas.
    static Map<String, String> settings(String text, String whole) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String part : text.split("[,:]")) {
            int equals = part.indexOf('=');
            if (part.isBlank()) {
                continue;
            }
            if (equals <= 0 || part.substring(equals + 1).isBlank()) {
                throw DescentException.usage("\"" + part.strip() + "\" in \"" + whole
                        + "\" is no setting, expected name=value as in beta1=0.8");
            }
            String previous = settings.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
            if (previous != null) {
                throw DescentException.usage(part.substring(0, equals).strip() + " is set twice in \"" + whole + "\".");
            }
        }
        return settings;
    }

    static double number(String option, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new DescentException(DescentException.Kind.USAGE,
                    "The setting " + option + "=" + text + " is no number, expected for example " + option + "=0.5", e);
        }
    }

    /// The option that a name stands for: itself, or the option of that symbol in the rule's equation (`β₁`,
    /// `epsilon`).
    static String option(Optimizer optimizer, String name) {
        String symbol = Symbols.canonical(name);
        return optimizer.settings().stream().filter(s -> s.option().equals(name)).findFirst()
                .or(() -> optimizer.settings().stream().filter(s -> s.symbol().equals(symbol)).findFirst())
                .map(Setting::option).orElse(name);
    }

    /// Whether this form of the rule has the setting.
    static boolean has(Optimizer optimizer, String name) {
        return optimizer.has(option(optimizer, name));
    }

    /// Whether some form of the rule has the setting.
    static boolean someFormHas(Optimizer optimizer, String name) {
        return optimizer.entry().settings().stream().anyMatch(s -> s.option().equals(name));
    }

    static DescentException unknownSetting(Optimizer optimizer, String name) {
        List<String> known = optimizer.settings().stream().map(Setting::option).toList();
        return DescentException.usage(
                optimizer.entry().title() + " has no setting \"" + name + "\"; it has " + String.join(", ", known) + "."
                        + meant(name, known));
    }

    /// A hint at what the name is called here.
    static String meant(String name, List<String> known) {
        String here = ELSEWHERE.get(name);
        if (here == null) {
            return Nearest.hint(name, known);
        }
        return here.equals("lr") ? " The learning rate η, which some papers call α, is lr."
                : " What others call " + name + " is " + here + " here.";
    }

    static String spec(Optimizer optimizer) {
        Function<CustomRule, Optional<String>> name = rule -> Optional.of("name=" + rule.name())
                .filter(_ -> !rule.name().equals(UNNAMED));
        if (optimizer instanceof Lookahead) {
            return spec(optimizer, head(optimizer, rule -> rule.equation() + name.apply(rule).map(n -> ":" + n)
                    .orElse("")), List.of(), "");
        }
        return spec(optimizer, head(optimizer, CustomRule::equation),
                custom(optimizer).flatMap(name).map(List::of).orElse(List.of()), "");
    }

    static String label(Optimizer optimizer) {
        return spec(optimizer,
                head(optimizer, rule -> rule.name().equals(UNNAMED) ? rule.equation() : rule.name()),
                List.of(), "lr");
    }

    /// What stands before the settings.
    ///
    /// @param custom how a rule that is not of the catalogue is called
    private static String head(Optimizer optimizer, Function<CustomRule, String> custom) {
        return switch (optimizer) {
            case CustomRule rule -> custom.apply(rule);
            case Regularised rule -> head(rule.inner(), custom);
            case Lookahead rule -> {
                String inner = head(rule.inner(), custom);
                yield inner.equals("adam") ? Lookahead.NAME : Lookahead.NAME + "(" + inner + ")";
            }
            case CatalogueRule rule -> rule.variant().equals(rule.entry().variants().getFirst()) ? rule.name()
                    : rule.name() + "/" + rule.variant();
        };
    }

    /// @param head   what stands before the settings
    /// @param first  settings before the rule's own
    /// @param except the option that is left out, or empty
    private static String spec(Optimizer optimizer, String head, List<String> first, String except) {
        List<String> settings = new ArrayList<>(first);
        for (Setting setting : optimizer.settings()) {
            if (!optimizer.isSet(setting.option()) || setting.option().equals(except)) {
                continue;
            }
            double value = optimizer.get(setting.option());
            if (value != setting.defaultValue()) {
                settings.add(setting.option() + "=" + Printer.number(value));
            }
        }
        return settings.isEmpty() ? head : head + ":" + String.join(",", settings);
    }

    private static Optional<CustomRule> custom(Optimizer optimizer) {
        return switch (optimizer) {
            case CustomRule rule -> Optional.of(rule);
            case Regularised rule -> custom(rule.inner());
            case Lookahead rule -> custom(rule.inner());
            case CatalogueRule _ -> Optional.empty();
        };
    }

    /// Rounded to two digits.
    static double rounded(double value) {
        return new java.math.BigDecimal(value).round(new java.math.MathContext(2)).doubleValue();
    }
}
