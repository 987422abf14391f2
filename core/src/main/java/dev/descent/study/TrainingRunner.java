package dev.descent.study;

import dev.descent.data.Dataset;
import dev.descent.data.Prepared;
import dev.descent.train.Interrupt;
import dev.descent.train.Recipe;
import dev.descent.train.TrainedRun;
import dev.descent.train.Trainer;
import dev.descent.train.TrainingEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/// Trials as trainings: each on one thread, the rows of a seed prepared once for all of its trials. The test rows are
/// left alone: they must not choose.
final class TrainingRunner implements TrialRunner {

    /// Seeds whose prepared rows are kept: the pool works through the seeds one after the other, so two are in use at
    /// most.
    private static final int KEPT = 2;

    private final Dataset data;
    private final Recipe recipe;
    private final Map<Long, Prepared> prepared = new LinkedHashMap<>(8, 0.75f, true);

    TrainingRunner(Dataset data, Recipe recipe) {
        this.data = data;
        this.recipe = recipe;
    }

    @Override
    public TrialResult run(Trial trial, long updates, LongConsumer progress, Interrupt interrupt) {
        Recipe.Builder builder = recipe.toBuilder().optimizer(trial.optimizer()).seed(trial.seed());
        if (updates > 0) {
            builder.updates(updates);
        }
        TrainedRun run = Trainer.of(builder.build(), rows(trial.seed())).withoutTest().threads(1).interrupt(interrupt)
                .listener(event -> {
                    if (event instanceof TrainingEvent.Progressed mark) {
                        progress.accept(mark.update());
                    }
                }).run();
        return new TrialResult(trial, run.stopReason(), run.bestLoss(), run.bestUpdate(), run.updates(), run.seconds(),
                run.history());
    }

    /// Updates of a whole run.
    long budget(long seed) {
        Recipe.TrainingPart training = recipe.training();
        int rows = rows(seed).train().rows();
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
            Prepared fresh = Prepared.of(data, recipe.data().preparation(), seed, recipe.data().validation(),
                    recipe.data().holdOut());
            if (prepared.size() == KEPT) {
                prepared.remove(prepared.keySet().iterator().next());
            }
            prepared.put(seed, fresh);
            return fresh;
        }
    }
}
