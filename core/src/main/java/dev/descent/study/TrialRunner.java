package dev.descent.study;

import dev.descent.train.Interrupt;
import java.util.function.LongConsumer;

/// How a comparison runs one training: on one thread, on data that is prepared once per seed.
@FunctionalInterface
interface TrialRunner {

    /// Runs a trial.
    ///
    /// @param updates   stop after so many; 0 for the whole budget
    /// @param progress  told now and then how many updates are done
    /// @param interrupt stops it early
    TrialResult run(Trial trial, long updates, LongConsumer progress, Interrupt interrupt);
}
