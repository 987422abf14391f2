package dev.descent.practice;

import dev.descent.common.DescentException;
import dev.descent.data.Column;
import dev.descent.data.Dataset;
import dev.descent.data.Prepared;
import dev.descent.data.PreparationOptions;
import dev.descent.data.Scale;
import dev.descent.data.Table;
import dev.descent.data.Task;
import dev.descent.train.Recipe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What a practice runs on: the data and how much time there is.
///
/// @param data       the rows
/// @param options    what their columns mean
/// @param validation rows that steer: a share below 1, otherwise how many
/// @param holdOut    rows that are left alone, as for a training: a share below 1, otherwise how many
/// @param seed       the first seed
/// @param full       whether it may take longer than a minute and a half
/// @param threads    trainings at a time
public record Classroom(Dataset data, PreparationOptions options, double validation, double holdOut, long seed,
        boolean full, int threads) {

    /// The rows as a run of this seed prepares them.
    Prepared prepared(Scale scale, long ofSeed) {
        return Prepared.of(data, options.withScale(scale), ofSeed, validation, holdOut);
    }

    Prepared prepared(long ofSeed) {
        return prepared(options.scale(), ofSeed);
    }

    /// A recipe on these rows, to go on with.
    Recipe.Builder recipe(long ofSeed) {
        return Recipe.builder().preparation(options).validation(validation).holdOut(holdOut).seed(ofSeed).patience(0);
    }

    /// Seeds from the first on: `few`, or `many` where there is time.
    List<Long> seeds(int few, int many) {
        return IntStream.range(0, full ? many : few).mapToObj(i -> seed + i).toList();
    }

    /// `1`, `1 to 3`.
    static String words(List<Long> seeds) {
        return seeds.size() == 1 ? seeds.getFirst().toString() : seeds.getFirst() + " to " + seeds.getLast();
    }

    /// What the data are, in words.
    String about(Prepared prepared) {
        return data.name() + ", " + Say.count(prepared.train().rows(), "training row") + ", "
                + Say.count(prepared.train().features(), "feature") + ", target \"" + prepared.target().name() + "\"";
    }

    /// The places of features that stand for numeric columns as they are: neither categories nor marks for missing cells.
    static int[] numeric(Prepared prepared) {
        List<Integer> places = new ArrayList<>();
        List<String> names = prepared.preparation().featureNames();
        for (int i = 0; i < names.size(); i++) {
            if (prepared.preparation().requiredColumns().contains(names.get(i))) {
                places.add(i);
            }
        }
        return places.stream().mapToInt(Integer::intValue).toArray();
    }

    /// Where two features and the target stand among a table's columns of numbers, as pages of two weights ask for them;
    /// empty where one of them is no such column.
    Optional<int[]> columns(Prepared prepared, String first, String second) {
        if (!(data instanceof Table table)) {
            return Optional.empty();
        }
        List<String> names = table.columns().stream().filter(Column.Numeric.class::isInstance).map(Column::name)
                .toList();
        int[] places = Stream.of(first, second, prepared.target().name()).mapToInt(names::indexOf).toArray();
        return Arrays.stream(places).allMatch(place -> place >= 0) ? Optional.of(places) : Optional.empty();
    }

    /// The same of the first two numeric features.
    Optional<int[]> columns(Prepared prepared) {
        int[] numeric = numeric(prepared);
        List<String> names = prepared.preparation().featureNames();
        return numeric.length < 2 ? Optional.empty()
                : columns(prepared, names.get(numeric[0]), names.get(numeric[1]));
    }

    /// Refuses what is no regression on at least so many numeric columns.
    void needsRegression(Prepared prepared, Topic topic, int columns) {
        if (prepared.target().task() != Task.REGRESSION) {
            throw DescentException.usage("The practice " + topic.slug()
                    + " looks at squared errors, so it needs a target "
                    + "of numbers, but \"" + prepared.target().name() + "\" is a class. Choose another --target, or "
                    + "--task regression.");
        }
        if (numeric(prepared).length < columns) {
            throw DescentException.usage("The practice " + topic.slug() + " needs " + Say.count(columns, "column")
                    + " of numbers beside the target; " + data.name() + " has " + numeric(prepared).length + ".");
        }
    }
}
