package dev.descent.study;

import dev.descent.train.Interrupt;

/// How a comparison runs one training: on one thread, on data that is prepared once per seed.
@FunctionalInterface
interface TrialRunner {

    /// Runs a trial.
    ///
    /// @param updates   stop after so many; 0 for the trial's share of the budget
    /// @param progress  told now and then how far it is
    /// @param interrupt stops it early
    TrialResult run(Trial trial, long updates, Progress progress, Interrupt interrupt);

    /// How far a trial is.
    @FunctionalInterface
    interface Progress {

        /// Tells nobody.
        Progress IGNORED = (_, _) -> {
        };

        /// A mark within a trial.
        ///
        /// @param update updates done
        /// @param share  of the whole budget that is done, 0 to 1
        void mark(long update, double share);
    }
}
