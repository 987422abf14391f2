package dev.descent.data;

import java.util.List;

/// The target of a data set, decided before rows are split: which task, which rows have one.
///
/// @param name    the target column
/// @param task    what kind of prediction
/// @param classes the classes' names in the order of their numbers; empty for a regression
/// @param rows    the rows with a target, ascending
/// @param labels  per entry of `rows` the class number; empty for a regression
/// @param report  sentences for people: how the task was chosen and how to override it, how many rows were dropped
public record Target(String name, Task task, List<String> classes, int[] rows, int[] labels, List<String> report) {

    /// Copies the lists.
    public Target {
        classes = List.copyOf(classes);
        report = List.copyOf(report);
    }

    /// Finds the target.
    ///
    /// @throws dev.descent.common.DescentException of kind DATA: no such column, no value, a single value
    public static Target of(Dataset data, PreparationOptions options) {
        throw new UnsupportedOperationException("being written");
    }
}
