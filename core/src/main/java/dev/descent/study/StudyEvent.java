package dev.descent.study;

/// What happens during a study, told to a listener as it happens; from several threads, never two at a time.
public sealed interface StudyEvent {

    /// What it will cost, before it starts.
    ///
    /// @param runs    trainings, those of the timing pass not counted
    /// @param threads how many run at a time
    /// @param updates updates of all runs
    /// @param seconds an estimate for everything, the timing pass included, from a short measurement
    /// @param timing  how much of that is the timing pass
    record Planned(int runs, int threads, long updates, double seconds, double timing) implements StudyEvent {
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
