package dev.descent.study;

import dev.descent.data.Dataset;
import dev.descent.data.Prepared;
import dev.descent.train.Interrupt;
import dev.descent.train.Recipe;
import dev.descent.train.StopReason;
import dev.descent.train.TrainedRun;
import dev.descent.train.Trainer;
import dev.descent.train.TrainingEvent;
import java.util.LinkedHashMap;
import java.util.Map;

/// Trials as trainings: each on one thread, the rows of a seed prepared once for all of its trials. The test rows are
/// the same for all seeds and left alone: they must not choose.
final class TrainingRunner implements TrialRunner {

    /// Seeds whose prepared rows are kept: the pool works through the seeds one after the other, so two are in use at
    /// most.
    private static final int KEPT = 2;

    private final Dataset data;
    private final Recipe recipe;
    private final long testSeed;
    private final Map<Long, Prepared> prepared = new LinkedHashMap<>(8, 0.75f, true);

    /// @param testSeed decides the test rows, which no trial sees
    TrainingRunner(Dataset data, Recipe recipe, long testSeed) {
        this.data = data;
        this.recipe = recipe;
        this.testSeed = testSeed;
    }

    @Override
    public TrialResult run(Trial trial, long updates, Progress progress, Interrupt interrupt) {
        Recipe.Builder builder = trial.variation().in(recipe).toBuilder().seed(trial.seed());
        if (updates > 0) {
            builder.updates(updates);
        }
        Recipe changed = builder.build();
        Pause pause = new Pause(interrupt);
        // A trial with a share of the budget is the beginning of the whole run, its schedule included: it is stopped at
        // the end of an epoch, where there is something to judge it by.
        double enough = trial.share() * budget(changed, rows(trial.seed()).train().rows());
        TrainedRun run = Trainer.of(changed, rows(trial.seed())).withoutTest().threads(1).interrupt(pause)
                .listener(event -> {
                    if (event instanceof TrainingEvent.Progressed mark) {
                        progress.mark(mark.update(), (double) mark.update() / mark.planned());
                    } else if (event instanceof TrainingEvent.EpochDone done && done.point().update() >= enough) {
                        pause.raise();
                    }
                }).run();
        boolean whole = run.stopReason() == StopReason.INTERRUPTED && !interrupt.raised();
        return new TrialResult(trial, whole ? StopReason.BUDGET : run.stopReason(), run.bestLoss(), run.bestUpdate(),
                run.updates(), run.seconds(), run.history());
    }

    /// Updates of a whole run.
    long budget(long seed) {
        return budget(recipe, rows(seed).train().rows());
    }

    private static long budget(Recipe recipe, int rows) {
        Recipe.TrainingPart training = recipe.training();
        return training.updates() > 0 ? training.updates()
                : (long) training.epochs() * Math.ceilDiv(rows, training.rowsPerUpdate(rows));
    }

    /// The rows of a seed: a whole seed waits while one thread prepares them.
    Prepared rows(long seed) {
        synchronized (prepared) {
            Prepared known = prepared.get(seed);
            if (known != null) {
                return known;
            }
            Prepared fresh = Prepared.of(data, recipe.data().preparation(), seed, testSeed, recipe.data().validation(),
                    recipe.data().holdOut());
            if (prepared.size() == KEPT) {
                prepared.remove(prepared.keySet().iterator().next());
            }
            prepared.put(seed, fresh);
            return fresh;
        }
    }
}
