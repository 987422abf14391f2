package dev.descent.cli;

import dev.descent.common.DescentException;
import dev.descent.data.PreparationOptions;
import dev.descent.data.Scale;
import dev.descent.data.Task;
import dev.descent.train.RecipeOptions;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What the columns of a table mean, and which rows are held back.
final class DataOptions {

    @Option(names = "--target", paramLabel = "COLUMN", order = 20, description = "The column to predict.")
    @Nullable
    String target;

    @Option(names = "--task", paramLabel = "TASK", order = 21,
            description = "regression or classification (default: by the target's values).")
    @Nullable
    String task;

    @Option(names = "--features", paramLabel = "COLUMNS", split = ",", hideParamSyntax = true, order = 22,
            description = "The only columns to use: a,b,c.")
    List<String> features = List.of();

    @Option(names = "--drop", paramLabel = "COLUMNS", split = ",", hideParamSyntax = true, order = 23,
            description = "Columns not to use.")
    List<String> drop = List.of();

    @Option(names = "--keep", paramLabel = "COLUMNS", split = ",", hideParamSyntax = true, order = 24,
            description = "Columns to use although they are constant or look like an id.")
    List<String> keep = List.of();

    @Option(names = "--categorical", paramLabel = "COLUMNS", split = ",", hideParamSyntax = true, order = 25,
            description = "Columns of numbers that are names of categories.")
    List<String> categorical = List.of();

    @Option(names = "--scale", paramLabel = "HOW", order = 26,
            description = "How numeric features are scaled: none, standard (default), minmax or robust.")
    String scale = Scale.STANDARD.option();

    @Option(names = "--scale-target", paramLabel = "on|off", order = 27,
            description = "Whether a regression's target is standardised in training (default: on).")
    String scaleTarget = "on";

    @Option(names = "--labels", paramLabel = "FILE", order = 28,
            description = "The labels of IDX images (default: the file that belongs to the images by name).")
    @Nullable
    Path labels;

    @Option(names = "--validation", paramLabel = "SHARE", order = 29,
            description = "Rows that steer training: a share below 1, or a number of rows (default: 0.16).")
    @Nullable
    Double validation;

    @Option(names = "--hold-out", paramLabel = "SHARE", order = 30,
            description = "Rows for the test at the end: a share below 1, or a number of rows (default: 0.2).")
    @Nullable
    Double holdOut;

    @Option(names = "--class-weight", paramLabel = "HOW", order = 31,
            description = "balanced: each class weighs the same, however many rows it has.")
    @Nullable
    String classWeight;

    /// The decisions about columns.
    ///
    /// @param defaultTarget the target where none is given
    PreparationOptions preparation(@Nullable String defaultTarget) {
        return new PreparationOptions(target != null ? target : defaultTarget, task == null ? null : Task.of(task),
                features, drop, keep, categorical, Scale.of(scale), onOff("--scale-target", scaleTarget));
    }

    /// Reads the file that an argument names. Columns that are left out are read as text, so that nothing in them is an
    /// error.
    DataFile read(String file) {
        Set<String> asText = new HashSet<>(categorical);
        asText.addAll(drop);
        Set<String> used = null;
        if (!features.isEmpty() && target != null) {
            used = new HashSet<>(features);
            used.add(target);
        }
        return DataFile.read(file, labels, asText, used);
    }

    /// Puts what was given into a recipe.
    void apply(RecipeOptions<?> recipe, DataFile data) {
        recipe.preparation(preparation(data.defaultTarget())).balanced(balanced());
        if (validation != null) {
            recipe.validation(validation);
        }
        if (holdOut != null) {
            recipe.holdOut(holdOut);
        }
    }

    boolean balanced() {
        if (classWeight == null) {
            return false;
        }
        if (!classWeight.equals("balanced")) {
            throw DescentException.usage("--class-weight " + classWeight + ": expected balanced");
        }
        return true;
    }

    static boolean onOff(String option, String word) {
        return switch (word) {
            case "on" -> true;
            case "off" -> false;
            default -> throw DescentException.usage(option + " " + word + ": expected on or off");
        };
    }
}
