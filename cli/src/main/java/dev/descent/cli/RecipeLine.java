package dev.descent.cli;

import dev.descent.common.Json;
import dev.descent.data.PreparationOptions;
import dev.descent.data.Task;
import dev.descent.nn.Loss;
import dev.descent.optim.Optimizer;
import dev.descent.optim.Optimizers;
import dev.descent.train.DataSource;
import dev.descent.train.Recipe;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A recipe as the `train` command line that makes it: everything that is not the default, in the order of the help.
final class RecipeLine {

    private final StringBuilder line;
    private final Recipe usual = Recipe.defaults();

    private RecipeLine(String start) {
        line = new StringBuilder(start);
    }

    /// The arguments after the program's name.
    ///
    /// @param source   where the data came from
    /// @param findRate whether the rate is to be found
    static String of(Recipe recipe, DataSource source, boolean findRate) {
        RecipeLine line = new RecipeLine("train " + Hints.quoted(file(source)));
        line.optimizer(recipe, findRate);
        line.data(recipe.data(), source);
        line.training(recipe);
        return line.line.toString();
    }

    /// A file below the working directory by its name from there, as a person would type it.
    static String file(DataSource source) {
        if (!source.kind().equals("file")) {
            return source.name();
        }
        Path here = Path.of("").toAbsolutePath();
        Path file = Path.of(source.name());
        return file.startsWith(here) ? here.relativize(file).toString() : source.name();
    }

    private void optimizer(Recipe recipe, boolean findRate) {
        Recipe.TrainingPart training = recipe.training();
        Optimizer optimizer = training.optimizer();
        // The rate stands in an option of its own; rules of one's own have no other name than their equation.
        add("--optimizer", Optimizers.names().contains(optimizer.name()) ? optimizer.label() : optimizer.spec());
        if (findRate) {
            add("--lr", "auto");
        } else {
            StringBuilder rates = new StringBuilder();
            training.groups().settings().forEach((part, settings) -> {
                Double lr = settings.get("lr");
                if (lr != null) {
                    rates.append(part).append(": ").append(lr).append(", ");
                }
            });
            double lr = optimizer.lr();
            if (!rates.isEmpty() || !Double.isNaN(lr)) {
                add("--lr", rates.isEmpty() ? Double.toString(lr) : rates + "rest: " + lr);
            }
        }
        if (!training.schedule().isConstant()) {
            add("--schedule", training.schedule().text());
        }
        if (training.groups().settings().getOrDefault("biases", Map.of()).containsKey("l2")) {
            add("--decay-biases", "off");
        }
    }

    private void data(Recipe.DataPart data, DataSource source) {
        PreparationOptions options = data.preparation();
        String target = options.target();
        if (target != null) {
            add("--target", target);
        }
        Task task = options.task();
        if (task != null) {
            add("--task", task.option());
        }
        list("--features", options.features());
        list("--drop", options.drop());
        list("--keep", options.keep());
        list("--categorical", options.categorical());
        different("--scale", options.scale().option(), usual.data().preparation().scale().option());
        if (!options.scaleTarget()) {
            add("--scale-target", "off");
        }
        Object labels = source.options().get("labels");
        if (labels != null) {
            add("--labels", Json.string(labels, "labels"));
        }
        different("--validation", number(data.validation()), number(usual.data().validation()));
        different("--hold-out", number(data.holdOut()), number(usual.data().holdOut()));
        if (data.balanced()) {
            add("--class-weight", "balanced");
        }
    }

    private void training(Recipe recipe) {
        Recipe.TrainingPart training = recipe.training();
        Recipe.TrainingPart defaults = usual.training();
        if (training.updates() > 0) {
            add("--updates", Long.toString(training.updates()));
        } else {
            different("--epochs", Integer.toString(training.epochs()), Integer.toString(defaults.epochs()));
        }
        different("--batch", Integer.toString(training.batch()), Integer.toString(defaults.batch()));
        different("--accumulate", Integer.toString(training.accumulate()), Integer.toString(defaults.accumulate()));
        different("--shuffle", training.shuffle().option(), defaults.shuffle().option());
        List<Integer> hidden = recipe.network().hidden();
        if (hidden != null) {
            add("--hidden", hidden.isEmpty() ? "none"
                    : String.join(",", hidden.stream().map(String::valueOf).toList()));
        }
        different("--activation", recipe.network().activation().option(), usual.network().activation().option());
        Loss loss = recipe.network().loss();
        if (loss != null) {
            add("--loss", loss.option());
        }
        different("--seed", Long.toString(training.seed()), Long.toString(defaults.seed()));
    }

    private void list(String option, List<String> names) {
        if (!names.isEmpty()) {
            add(option, String.join(",", names));
        }
    }

    private void different(String option, String value, String usual) {
        if (!value.equals(usual)) {
            add(option, value);
        }
    }

    private void add(String option, @Nullable String value) {
        line.append(' ').append(option).append(' ').append(Hints.quoted(String.valueOf(value)));
    }

    private static String number(double shareOrRows) {
        return shareOrRows >= 1 || shareOrRows == 0 ? Long.toString((long) shareOrRows) : Double.toString(shareOrRows);
    }
}
