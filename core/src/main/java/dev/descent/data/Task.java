package dev.descent.data;

/// What is predicted. It lives beside the data, because the target column decides it.
public enum Task {
    /// A number.
    REGRESSION("regression"),
    /// One of two or more classes.
    CLASSIFICATION("classification");

    private final String option;

    Task(String option) {
        this.option = option;
    }

    /// The word for it on the command line, in JSON and in addresses.
    public String option() {
        return option;
    }

    /// The task with this word.
    ///
    /// @throws dev.descent.common.DescentException of kind USAGE, with the nearest known word
    public static Task of(String option) {
        return Words.parse("--task", option, values(), Task::option);
    }
}
