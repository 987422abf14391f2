package dev.descent.optim;

import dev.descent.common.DescentException;
import dev.descent.common.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// The catalogue of optimizers. A new rule is a record with an [Entry] and a line here; the contract test then runs on
/// it.
public final class Optimizers {

    /// Each is made when it is asked for: to parse the equations of all takes a cold JVM a tenth of a second.
    private static final Map<String, Supplier<Optimizer>> RULES = rules();

    private Optimizers() {
    }

    private static Map<String, Supplier<Optimizer>> rules() {
        Map<String, Supplier<Optimizer>> rules = new LinkedHashMap<>();
        rules.put("sgd", Sgd::new);
        rules.put("momentum", Momentum::new);
        rules.put("nesterov", Nesterov::new);
        rules.put("adagrad", Adagrad::new);
        rules.put("rmsprop", RmsProp::new);
        rules.put("adam", Adam::new);
        rules.put("adadelta", Adadelta::new);
        rules.put("rprop", Rprop::new);
        rules.put("amsgrad", AmsGrad::new);
        rules.put("adamax", Adamax::new);
        rules.put("nadam", Nadam::new);
        rules.put("radam", Radam::new);
        rules.put("adamw", AdamW::new);
        rules.put("adabelief", AdaBelief::new);
        rules.put("yogi", Yogi::new);
        rules.put("adan", Adan::new);
        rules.put("lion", Lion::new);
        rules.put("lars", Lars::new);
        rules.put("lamb", Lamb::new);
        rules.put("asgd", Asgd::new);
        rules.put("schedule-free-sgd", ScheduleFreeSgd::new);
        rules.put("schedule-free-adamw", ScheduleFreeAdamW::new);
        rules.put("prodigy", Prodigy::new);
        rules.put("adafactor", Adafactor::new);
        rules.put("muon", Muon::new);
        rules.put("adopt", Adopt::new);
        rules.put("lookahead", Lookahead::new);
        return rules;
    }

    /// Every rule in its default form and settings, in the order of the catalogue.
    public static List<Optimizer> all() {
        return RULES.values().stream().map(Supplier::get).toList();
    }

    /// The names of all rules.
    public static List<String> names() {
        return List.copyOf(RULES.keySet());
    }

    /// The rule of that name with default settings.
    ///
    /// @throws DescentException (usage) naming the nearest
    public static Optimizer byName(String name) {
        Supplier<Optimizer> rule = RULES.get(name);
        if (rule == null) {
            throw DescentException.usage("There is no optimizer \"" + name + "\"; known are "
                    + String.join(", ", names()) + ", an equation such as \"theta <- theta - eta*g\", or a .rule file."
                    + Nearest.hint(name, names()));
        }
        return rule.get();
    }

    /// One optimizer: `adam`, `adam:beta2=0.99`, `adam/torch`, `adam:variant=torch`, an equation, or a `.rule` file;
    /// `lookahead(momentum):every=10` around any of these.
    ///
    /// @throws DescentException (usage) for an unknown name or setting, (data) for a file that cannot be read
    public static Optimizer parse(String spec) {
        return Specs.parse(spec);
    }

    /// A comma list of what [#parse] takes; commas inside an equation's parentheses or quotes do not split, and an item
    /// `name=value` belongs to the optimizer before it.
    public static List<Optimizer> parseList(String specs) {
        return Specs.split(specs).stream().map(Specs::parse).toList();
    }

    /// The items of such a list, as they were typed.
    public static List<String> split(String specs) {
        return Specs.split(specs);
    }

    /// Applies `beta1=0.8, adam.eps=1e-6`: a plain name to every optimizer that has it, a dotted one to that optimizer.
    ///
    /// @throws DescentException (usage) for a name that nobody has
    public static List<Optimizer> set(List<Optimizer> optimizers, String settings) {
        List<Optimizer> result = new ArrayList<>(optimizers);
        for (Map.Entry<String, String> setting : Specs.settings(settings, settings).entrySet()) {
            String key = setting.getKey();
            int dot = key.indexOf('.');
            String rule = dot < 0 ? "" : key.substring(0, dot);
            String name = key.substring(dot + 1);
            double value = Specs.number(key, setting.getValue());
            if (dot >= 0 && optimizers.stream().noneMatch(o -> o.name().equals(rule))) {
                List<String> names = optimizers.stream().map(Optimizer::name).toList();
                throw DescentException.usage("--set " + key + ": there is no \"" + rule + "\" among the optimizers "
                        + String.join(", ", names)
                        + "." + Nearest.hint(rule, names));
            }
            List<Optimizer> meant = result.stream().filter(o -> dot < 0 || o.name().equals(rule)).toList();
            boolean somebody = meant.stream().anyMatch(o -> Specs.has(o, name));
            if (!somebody && meant.stream().noneMatch(o -> Specs.someFormHas(o, name))) {
                throw nobodyHas(meant, name);
            }
            // Where only another form has it, asking this form says so.
            result.replaceAll(o -> meant.contains(o) && (somebody ? Specs.has(o, name) : Specs.someFormHas(o, name))
                    ? o.with(Specs.option(o, name), value)
                    : o);
        }
        return List.copyOf(result);
    }

    /// One optimizer with `beta1=0.8, eps=1e-6`.
    public static Optimizer set(Optimizer optimizer, String settings) {
        return set(List.of(optimizer), settings).getFirst();
    }

    /// The values of `beta1=0.8, eps=1e-6` by option, for optimizers that all have these settings.
    ///
    /// @throws DescentException (usage) for a name that one of them does not have, or a value out of its range
    public static Map<String, Double> settings(List<Optimizer> optimizers, String settings) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (Map.Entry<String, String> setting : Specs.settings(settings, settings).entrySet()) {
            String option = Specs.option(optimizers.getFirst(), setting.getKey());
            double value = Specs.number(setting.getKey(), setting.getValue());
            optimizers.forEach(optimizer -> optimizer.with(option, value));
            values.put(option, value);
        }
        return values;
    }

    private static DescentException nobodyHas(List<Optimizer> optimizers, String name) {
        if (optimizers.size() == 1) {
            return Specs.unknownSetting(optimizers.getFirst(), name);
        }
        List<String> known = optimizers.stream().flatMap(o -> o.settings().stream()).map(Setting::option).distinct()
                .toList();
        return DescentException.usage("None of " + String.join(", ", optimizers.stream().map(Optimizer::name).toList())
                + " has a setting \"" + name
                + "\"; they have " + String.join(", ", known) + "." + Specs.meant(name, known));
    }
}
