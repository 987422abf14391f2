package dev.descent.study;

import java.util.List;

/// What happens during a study, told to a listener as it happens; from several threads, never two at a time.
public sealed interface StudyEvent {

    /// The name of that part.
    String TIMING = "timing pass";

    /// What it will cost, before it starts.
    ///
    /// @param runs     trainings, those of the timing pass not counted
    /// @param mostRuns as many they may become, where that depends on what is found
    /// @param threads  how many run at a time
    /// @param updates  updates of all runs
    /// @param seconds  an estimate for everything, the timing pass included
    /// @param parts    what they are spent on, in order
    record Planned(int runs, int mostRuns, int threads, long updates, double seconds, List<Part> parts)
            implements
                StudyEvent {

        public Planned {
            parts = parts.stream().filter(part -> part.seconds() > 0).toList();
        }

        /// Seconds of the timing pass.
        public double timing() {
            return parts.stream().filter(part -> part.name().equals(TIMING)).mapToDouble(Part::seconds).sum();
        }
    }

    /// What a study spends seconds on.
    record Part(String name, double seconds) {
    }

    /// A mark within the work.
    ///
    /// @param done      finished runs
    /// @param runs      all runs
    /// @param fraction  of the updates
    /// @param remaining seconds, an estimate
    record Progressed(int done, int runs, double fraction, double remaining) implements StudyEvent {
    }

    /// A run is over.
    record TrialDone(TrialResult result) implements StudyEvent {
    }

    /// The timing pass has begun, or one of its runs is over.
    ///
    /// @param done finished timed runs
    /// @param runs all of them
    record Timing(int done, int runs) implements StudyEvent {
    }
}
