package dev.descent.train;

import dev.descent.common.DescentException;
import dev.descent.common.Json;
import dev.descent.data.PreparationOptions;
import dev.descent.data.Shuffle;
import dev.descent.equation.Printer;
import dev.descent.nn.Activation;
import dev.descent.nn.Loss;
import dev.descent.optim.Groups;
import dev.descent.optim.Optimizer;
import dev.descent.optim.Optimizers;
import dev.descent.optim.Schedule;
import dev.descent.optim.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Recipes as JSON objects, as `run.json` holds them.
final class RecipeJson {

    private RecipeJson() {
    }

    static Map<String, @Nullable Object> write(Recipe recipe) {
        Recipe.DataPart data = recipe.data();
        Recipe.NetworkPart network = recipe.network();
        Recipe.TrainingPart training = recipe.training();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("data", object("preparation", data.preparation().toJson(), "validation", data.validation(), "holdOut",
                data.holdOut(), "balanced", data.balanced()));
        Loss loss = network.loss();
        json.put("network", object("hidden", network.hidden(), "activation", network.activation().option(), "loss",
                loss == null ? null : loss.option()));
        json.put("training", object("optimizer", optimizer(training.optimizer()), "groups",
                training.groups().settings(), "schedule", training.schedule().text(),
                "epochs", training.epochs(), "updates", training.updates(), "batch", training.batch(), "accumulate",
                training.accumulate(), "shuffle",
                training.shuffle().option(), "patience", training.patience(), "seed", Long.toString(training.seed())));
        return json;
    }

    static Recipe read(@Nullable Object json, String where) {
        Map<String, @Nullable Object> parts = Json.object(json, where);
        Map<String, @Nullable Object> data = Json.object(parts.get("data"), where + ", data");
        Map<String, @Nullable Object> network = Json.object(parts.get("network"), where + ", network");
        Map<String, @Nullable Object> training = Json.object(parts.get("training"), where + ", training");
        try {
            return Recipe.builder()
                    .preparation(PreparationOptions.fromJson(data.get("preparation"), where))
                    .validation(Json.number(data.get("validation"), where + ", validation"))
                    .holdOut(Json.number(data.get("holdOut"), where + ", holdOut"))
                    .balanced(Json.bool(data.get("balanced"), where + ", balanced"))
                    .hidden(hidden(network.get("hidden"), where))
                    .activation(Activation.byName(Json.string(network.get("activation"), where + ", activation")))
                    .loss(loss(network.get("loss"), where))
                    .optimizer(optimizer(training.get("optimizer"), where + ", optimizer"))
                    .groups(groups(training.get("groups"), where + ", groups"))
                    .schedule(Schedule.parse(Json.string(training.get("schedule"), where + ", schedule")))
                    .epochs((int) Json.integer(training.get("epochs"), where + ", epochs", 1, Integer.MAX_VALUE))
                    .updates(Json.integer(training.get("updates"), where + ", updates", 0, 1L << 53))
                    .batch((int) Json.integer(training.get("batch"), where + ", batch", 1, Integer.MAX_VALUE))
                    .accumulate(training.get("accumulate") == null ? 1
                            : (int) Json.integer(training.get("accumulate"), where + ", accumulate", 1, 1 << 20))
                    .shuffle(Shuffle.of(Json.string(training.get("shuffle"), where + ", shuffle")))
                    .patience((int) Json.integer(training.get("patience"), where + ", patience", 0, Integer.MAX_VALUE))
                    .seed(seed(Json.string(training.get("seed"), where + ", seed"), where))
                    .build();
        } catch (DescentException e) {
            throw new DescentException(DescentException.Kind.DATA, where + ": " + e.getMessage(), e);
        }
    }

    /// An optimizer by name, variant and all settings, so that later defaults do not change an old recipe; the rule's
    /// text is what its reader wants to see, and what makes an optimizer that no catalogue has.
    static Map<String, @Nullable Object> optimizer(Optimizer optimizer) {
        Map<String, Object> settings = new LinkedHashMap<>();
        for (Setting setting : optimizer.settings()) {
            settings.put(setting.option(), optimizer.get(setting.option()));
        }
        return object("name", optimizer.name(), "variant", optimizer.variant(), "spec", optimizer.spec(), "settings",
                settings, "rule", Printer.unicode(optimizer.rule()));
    }

    private static Optimizer optimizer(@Nullable Object json, String where) {
        Map<String, @Nullable Object> parts = Json.object(json, where);
        String spec = Json.string(parts.get("spec"), where + ", spec");
        if (spec.contains(".rule")) {
            throw DescentException.data(where + ": \"" + spec + "\" names a file; a recipe holds its rule itself");
        }
        Optimizer optimizer = Optimizers.parse(spec);
        Map<String, Double> settings = new LinkedHashMap<>();
        Json.object(parts.get("settings"), where + ", settings").forEach(
                (name, value) -> settings.put(name, Json.number(value, where + ", " + name)));
        return optimizer.with(settings);
    }

    /// Recipes of runs from before there were groups have none.
    private static Groups groups(@Nullable Object json, String where) {
        Groups groups = Groups.NONE;
        if (json != null) {
            for (Map.Entry<String, @Nullable Object> part : Json.object(json, where).entrySet()) {
                for (Map.Entry<String, @Nullable Object> value : Json.object(part.getValue(), where).entrySet()) {
                    groups = groups.with(part.getKey(), value.getKey(), Json.number(value.getValue(), where));
                }
            }
        }
        return groups;
    }

    private static @Nullable List<Integer> hidden(@Nullable Object json, String where) {
        return json == null ? null : Json.array(json, where + ", hidden").stream()
                .map(units -> (int) Json.integer(units, where + ", hidden", 1, 1 << 20)).toList();
    }

    private static @Nullable Loss loss(@Nullable Object json, String where) {
        return json == null ? null : Loss.byName(Json.string(json, where + ", loss"));
    }

    /// Seeds are written as text: a JSON number holds only 53 of their 64 bits.
    private static long seed(String text, String where) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new DescentException(DescentException.Kind.DATA, where + ", seed: \"" + text
                    + "\" is not a whole number", e);
        }
    }

    static Map<String, @Nullable Object> object(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            json.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return json;
    }
}
