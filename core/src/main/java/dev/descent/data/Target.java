package dev.descent.data;

import dev.descent.common.DescentException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The target of a data set, decided before rows are split: which task, which rows have one.
///
/// Text, boolean, or whole numbers of at most 20 distinct values mean classes, unless told otherwise.
///
/// @param name    the target column
/// @param task    what kind of prediction
/// @param classes the classes' names in the order of their numbers; empty for a regression
/// @param rows    the rows with a target, ascending
/// @param labels  per entry of `rows` the class number; empty for a regression
/// @param report  sentences for people: how the task was chosen and how to override it, how many rows were dropped
public record Target(String name, Task task, List<String> classes, int[] rows, int[] labels, List<String> report) {

    /// Whole numbers with at most this many distinct values are taken as classes.
    static final int MOST_WHOLE_CLASSES = 20;
    /// More classes than this are taken for a mistake.
    static final int MOST_CLASSES = 1_000;

    /// Copies the lists.
    public Target {
        classes = List.copyOf(classes);
        report = List.copyOf(report);
    }

    /// Finds the target.
    ///
    /// @throws DescentException of kind DATA: no such column, no value, a single value
    public static Target of(Dataset data, PreparationOptions options) {
        return switch (data) {
            case Images images -> ofImages(images, options);
            case Table table -> ofTable(table, options);
        };
    }

    private static Target ofImages(Images images, PreparationOptions options) {
        if (images.labels() == null) {
            throw DescentException.data(images.name() + " has images without labels. Pass their file with --labels");
        }
        if (options.task() == Task.REGRESSION) {
            throw DescentException.usage("--task regression: the labels of " + images.name()
                    + " are classes; leave the option out");
        }
        return new Target(ImagePreparation.TARGET, Task.CLASSIFICATION, images.classes(),
                IntStream.range(0, images.rows()).toArray(), images.labelled(), List.of(
                        "classification into " + images.classes().size() + " classes, the images' labels"));
    }

    private static Target ofTable(Table table, PreparationOptions options) {
        String name = options.target();
        if (name == null) {
            throw DescentException.usage("which column of " + table.name() + " is to be predicted? Name it with "
                    + "--target. Columns: " + Words.list(table.names(), 20));
        }
        Column column = table.column(name);
        int[] rows = present(column);
        if (rows.length == 0) {
            throw DescentException.data("the target \"" + name + "\" is missing in " + Words.allRows(table.rows())
                    + " of " + table.name() + ". Expected a column with values: choose another --target");
        }
        List<String> report = new ArrayList<>();
        Task task = task(column, rows, options, report);
        if (rows.length < table.rows()) {
            report.add("left out " + Words.count(table.rows() - rows.length, "row") + " of " + Words.n(table.rows())
                    + " without a value of \"" + name + "\"");
        }
        if (task == Task.REGRESSION) {
            checkNumbers(table, (Column.Numeric) column, rows);
            return new Target(name, task, List.of(), rows, new int[0], report);
        }
        List<String> classes = classes(column, rows);
        checkClasses(table, name, classes, rows.length);
        return new Target(name, task, classes, rows, labels(column, rows, classes), report);
    }

    /// The rows whose cell is not missing.
    static int[] present(Column column) {
        return IntStream.range(0, column.rows()).filter(row -> !column.missing(row)).toArray();
    }

    private static Task task(Column column, int[] rows, PreparationOptions options, List<String> report) {
        String name = "\"" + column.name() + "\"";
        Task asked = options.task();
        return switch (column) {
            case Column.Categorical texts -> {
                if (asked == Task.REGRESSION) {
                    throw DescentException.data("the target " + name + " holds text (such as \"" + texts.text(rows[0])
                            + "\"), so it cannot be predicted as a number. Leave out --task regression, "
                            + "or choose a numeric column");
                }
                report.add("classification, because " + name + " is text");
                yield Task.CLASSIFICATION;
            }
            case Column.Numeric numeric -> {
                Numbers numbers = Numbers.of(numeric.values());
                String distinct = Words.count(numbers.distinct(), "distinct value");
                if (asked != null) {
                    report.add(asked.option() + " of " + name + " (" + distinct + "), as asked for");
                    yield asked;
                }
                if (options.categorical().contains(column.name())) {
                    report.add("classification, because " + name + " was declared categorical");
                    yield Task.CLASSIFICATION;
                }
                boolean classes = numbers.whole() && numbers.distinct() <= MOST_WHOLE_CLASSES;
                report.add(classes
                        ? "classification, because " + name + " holds whole numbers with " + distinct
                                + " (--task regression predicts it as a number)"
                        : "regression, because " + name + " is numeric with " + distinct
                                + " (--task classification takes each as a class)");
                yield classes ? Task.CLASSIFICATION : Task.REGRESSION;
            }
        };
    }

    private static void checkNumbers(Table table, Column.Numeric column, int[] rows) {
        for (int row : rows) {
            Cells.checked(table, column, row);
        }
        if (Arrays.stream(rows).mapToDouble(row -> column.values()[row]).distinct().limit(2).count() < 2) {
            throw DescentException.data("the target \"" + column.name() + "\" of " + table.name() + " is "
                    + column.text(rows[0]) + " in " + Words.allRows(rows.length)
                    + ", so there is nothing to learn. Choose another --target");
        }
    }

    private static void checkClasses(Table table, String name, List<String> classes, int rows) {
        String target = "the target \"" + name + "\" of " + table.name();
        if (classes.size() < 2) {
            throw DescentException.data(target + " is \"" + classes.getFirst() + "\" in " + Words.allRows(rows)
                    + ", so there is nothing to learn. Expected at least two classes: choose another --target");
        }
        if (classes.size() > MOST_CLASSES || classes.size() == rows && rows > 20) {
            throw DescentException.data(target + " has " + Words.n(classes.size()) + " distinct values in "
                    + Words.count(rows, "row") + ". Expected at most " + Words.n(MOST_CLASSES) + " classes of several "
                    + "rows each: choose another --target, or --task regression if it is a number");
        }
    }

    /// The distinct texts in order: numbers by size, others by letters.
    static List<String> classes(Column column, int[] rows) {
        return switch (column) {
            case Column.Numeric numeric -> Arrays.stream(rows).mapToDouble(row -> numeric.values()[row] + 0.0).sorted()
                    .distinct().mapToObj(Words::number).toList();
            case Column.Categorical texts -> Arrays.stream(rows).map(row -> texts.codes()[row]).distinct()
                    .mapToObj(texts.categories()::get).sorted(BY_NUMBER_THEN_TEXT).toList();
        };
    }

    /// Whole numbers by size, then texts by letters.
    static final Comparator<String> BY_NUMBER_THEN_TEXT = Comparator
            .comparingDouble((String text) -> text.matches("[+-]?\\d{1,15}") ? Double.parseDouble(text) : Double.NaN)
            .thenComparing(Comparator.naturalOrder());

    private static int[] labels(Column column, int[] rows, List<String> classes) {
        Map<String, Integer> numbers = new HashMap<>();
        for (String name : classes) {
            numbers.put(name, numbers.size());
        }
        return Arrays.stream(rows).map(row -> numbers.getOrDefault(column.text(row), -1)).toArray();
    }
}
