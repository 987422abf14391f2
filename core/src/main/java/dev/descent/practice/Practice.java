package dev.descent.practice;

import java.util.List;
import java.util.Optional;

/// A question about gradient descent with the runs that answer it.
public interface Practice {

    /// Which one it is.
    Topic topic();

    /// What to think about before the runs.
    Question question();

    /// Model, data, updates and seeds, a sentence each.
    List<String> setting();

    /// About how many seconds it will take; measured on a few of its updates where trainings are its cost.
    double cost();

    /// Does the runs. The same setting gives the same numbers, measured times aside.
    Lesson run(Progress progress);

    /// The settings of the laboratory's page of this topic that come closest to this run, as they stand in an address:
    /// only what differs from how the page opens, so often none. Empty where the page cannot show these data or this
    /// formula.
    ///
    /// @param data the id by which the laboratory knows the data; not asked by a practice on a formula
    default Optional<String> page(String data) {
        return Optional.empty();
    }

    /// What a practice asks before it runs.
    ///
    /// @param text    the question
    /// @param choices possible answers, in order
    record Question(String text, List<String> choices) {

        public Question {
            choices = List.copyOf(choices);
        }
    }

    /// What came out.
    ///
    /// @param exhibits tables, curves and pictures, in the order of the argument
    /// @param answer   sentences with this run's numbers
    /// @param outcome  which of the question's choices came true, from 0
    record Lesson(List<Exhibit> exhibits, List<String> answer, int outcome) {

        public Lesson {
            exhibits = List.copyOf(exhibits);
            answer = List.copyOf(answer);
        }
    }

    /// Told how far the runs are.
    @FunctionalInterface
    interface Progress {

        /// @param done what is being done, in a few words
        /// @param share of the whole, 0 to 1
        void at(String done, double share);
    }
}
