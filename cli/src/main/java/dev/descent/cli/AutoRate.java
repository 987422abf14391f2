package dev.descent.cli;

import dev.descent.optim.Optimizer;
import dev.descent.report.Numbers;
import dev.descent.study.LearningRateFinder;
import dev.descent.study.RateFinding;
import dev.descent.train.Interrupt;
import dev.descent.train.Recipe;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `--lr auto`: the rate that `lr-find` suggests for the same recipe.
final class AutoRate {

    /// Seeds of a finder that nobody said more about.
    static final int SEEDS = 3;

    private AutoRate() {
    }

    /// The optimizer at the rate that was found for it.
    ///
    /// @param recipe everything but optimizer and rate
    /// @return empty where it was interrupted
    static Optional<Optimizer> find(Terminal terminal, DataFile data, Recipe recipe, Optimizer optimizer,
            @Nullable Integer threads, Interrupt interrupt) {
        // The recipe's updates are those of the training; a short run takes its own.
        Recipe shorter = recipe.toBuilder().optimizer(optimizer).epochs(1).build();
        Optional<RateFinding> found = LearningRateFinder.of(data.data(), shorter, SEEDS,
                threads == null ? Runtime.getRuntime().availableProcessors() : threads, interrupt).run();
        found.ifPresent(finding -> terminal.note(finding.optimizer() + ": rate " + Numbers.setting(finding.suggestion())
                + " found by range tests and short runs; good from " + Numbers.setting(finding.good().low()) + " to "
                + Numbers.setting(finding.good().high())));
        return found.map(finding -> optimizer.withLr(finding.suggestion()));
    }
}
