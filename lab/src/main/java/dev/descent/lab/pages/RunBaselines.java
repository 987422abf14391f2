package dev.descent.lab.pages;

import dev.descent.common.DescentException;
import dev.descent.common.Recent;
import dev.descent.data.Prepared;
import dev.descent.data.Table;
import dev.descent.lab.work.RunWatch;
import dev.descent.study.Baselines;
import dev.descent.train.DataSource;
import dev.descent.train.Recipe;
import dev.descent.train.RunFolder;

/// What a run must beat: the validation loss of giving the same answer for every row, from the run's recipe and its data.
/// Known from its first update on, and worked out once.
final class RunBaselines {

    private static final int KEPT = 64;

    private final Shelf shelf;
    private final Recent<String, Double> known = new Recent<>(KEPT);

    RunBaselines(Shelf shelf) {
        this.shelf = shelf;
    }

    /// The loss, in the units of training; NaN where the run's data are not on the shelf, or not what they were, or no
    /// rows validate.
    double loss(String id, RunWatch runs) {
        return known.of(id + " of " + runs.row(id).get("created"), _ -> of(runs.run(id)));
    }

    private double of(RunFolder run) {
        DataSource source = run.source();
        Table table = source.kind().equals("memory") ? null : shelf.called(source.name());
        if (table == null) {
            return Double.NaN;
        }
        try {
            source.verify();
            Recipe recipe = run.recipe();
            Prepared prepared = Prepared.of(table, recipe.data().preparation(), recipe.training().seed(),
                    recipe.data().validation(), recipe.data().holdOut());
            return Baselines.loss(recipe, prepared, prepared.validation());
        } catch (DescentException _) {
            return Double.NaN;
        }
    }
}
