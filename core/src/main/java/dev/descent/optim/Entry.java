package dev.descent.optim;

import dev.descent.common.DescentException;
import dev.descent.common.Nearest;
import dev.descent.equation.Parser;
import dev.descent.equation.Symbols;
import dev.descent.equation.UpdateRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the catalogue knows about a rule: its published forms, hyperparameters, paper and use. Each default stands here
/// and nowhere else.
///
/// @param name     in options, JSON and links: `adam`
/// @param title    for people: `Adam`
/// @param year     of the paper
/// @param paper    authors, year, title, where in it
/// @param summary  what the rule does, in a sentence
/// @param use      when to use it, in a sentence
/// @param pitfalls what goes wrong with it
/// @param forms    the first is the default
/// @param settings in the order of the record's components after `variant`
/// @param symbols  what its other symbols mean, states first
/// @param lrLow    the lowest rate that `--lr grid` tries
/// @param lrHigh   the highest
public record Entry(String name, String title, int year, String paper, String summary, String use,
        List<String> pitfalls,
        List<Form> forms, List<Setting> settings, Map<String, String> symbols, double lrLow, double lrHigh) {

    public Entry {
        pitfalls = List.copyOf(pitfalls);
        forms = List.copyOf(forms);
        settings = List.copyOf(settings);
    }

    static Builder named(String name, String title) {
        return new Builder(name, title);
    }

    /// The names of its forms, the default first.
    public List<String> variants() {
        return forms.stream().map(Form::variant).toList();
    }

    /// The form of that name; `classic` and `paper` both mean the default where the rule has no form of that name.
    ///
    /// @throws DescentException (usage) naming the nearest
    public Form form(String variant) {
        boolean original = variant.equals("classic") || variant.equals("paper");
        return forms.stream().filter(f -> f.variant().equals(variant)).findFirst()
                .or(() -> original ? forms.stream().findFirst() : Optional.empty())
                .orElseThrow(() -> DescentException.usage(title + " has no variant \"" + variant + "\"; it has "
                        + String.join(", ", variants()) + "." + Nearest.hint(variant, variants())));
    }

    /// The hyperparameters that a form has, with that form's defaults.
    public List<Setting> settings(String variant) {
        Form form = form(variant);
        List<String> having = form.rule().hyperparameters();
        return settings.stream().filter(s -> having.contains(s.symbol()))
                .map(s -> inForm(s, form)).toList();
    }

    private static Setting inForm(Setting setting, Form form) {
        return setting.withDefault(form.defaults().getOrDefault(setting.option(), setting.defaultValue()));
    }

    /// The form's default for every setting of the rule, in order.
    double[] defaults(String variant) {
        Form form = form(variant);
        return settings.stream().mapToDouble(s -> inForm(s, form).defaultValue()).toArray();
    }

    /// What a setting is in the default form, where nobody says otherwise.
    double byDefault(String option) {
        return inForm(settings.stream().filter(s -> s.option().equals(option)).findFirst().orElseThrow(),
                forms.getFirst()).defaultValue();
    }

    /// Checks what a record was given.
    ///
    /// @param values in the order of the settings
    /// @return the form's name, also where the variant was `classic` or `paper` for the default
    /// @throws DescentException (usage) naming the setting, its range and usual values
    String check(String variant, double... values) {
        Form form = form(variant);
        List<String> symbols = form.rule().hyperparameters();
        for (int i = 0; i < values.length; i++) {
            Setting setting = settings.get(i);
            setting.check(title, values[i]);
            boolean known = symbols.contains(setting.symbol());
            if (!known && values[i] != inForm(setting, form).defaultValue()) {
                List<String> having = forms.stream().filter(f -> f.rule().hyperparameters().contains(setting.symbol()))
                        .map(Form::variant).toList();
                throw DescentException
                        .usage(title + ": " + setting.option() + " has no effect in variant " + form.variant()
                                + "; it belongs to variant " + String.join(", ", having) + ".");
            }
        }
        return form.variant();
    }

    /// Collects an entry; the order of calls is the template that every file of the catalogue follows.
    static final class Builder {
        private final String name;
        private final String title;
        private int year;
        private @Nullable String paper;
        private @Nullable String summary;
        private @Nullable String use;
        private double lrLow;
        private double lrHigh;
        private final List<String> pitfalls = new ArrayList<>();
        private final List<Form> forms = new ArrayList<>();
        private final List<Setting> settings = new ArrayList<>();
        private final Map<String, String> symbols = new LinkedHashMap<>();

        private Builder(String name, String title) {
            this.name = name;
            this.title = title;
        }

        Builder paper(int published, String reference) {
            this.year = published;
            this.paper = reference;
            return this;
        }

        Builder summary(String text) {
            this.summary = text;
            return this;
        }

        Builder use(String text) {
            this.use = text;
            return this;
        }

        Builder form(String variant, String equation, String note) {
            return form(variant, equation, note, Map.of());
        }

        Builder form(String variant, String equation, String note, Map<String, Double> defaults) {
            String where = forms.isEmpty() ? name : name + "/" + variant;
            forms.add(new Form(variant, equation.strip(), defaults, note, Parser.parseRule(equation, where)));
            return this;
        }

        Builder form(String variant, UpdateRule rule, String note) {
            forms.add(new Form(variant, rule.text(), Map.of(), note, rule));
            return this;
        }

        Builder settings(List<Setting> all) {
            settings.addAll(all);
            return this;
        }

        Builder setting(Setting setting) {
            settings.add(setting);
            return this;
        }

        Builder symbol(String symbol, String meaning) {
            symbols.put(Symbols.canonical(symbol), meaning);
            return this;
        }

        Builder pitfall(String text) {
            pitfalls.add(text);
            return this;
        }

        Builder rates(double low, double high) {
            this.lrLow = low;
            this.lrHigh = high;
            return this;
        }

        Entry entry() {
            if (paper == null || summary == null || use == null || forms.isEmpty() || lrLow <= 0) {
                throw new IllegalStateException(name + ": the template is not filled in");
            }
            return new Entry(name, title, year, paper, summary, use, pitfalls, forms, settings, symbols, lrLow, lrHigh);
        }
    }
}
