package dev.descent.study;

import dev.descent.data.Prepared;
import dev.descent.nn.Network;
import dev.descent.train.Recipe;
import dev.descent.train.Trainer;
import java.util.List;

/// How many updates a run of each batch size gets. It follows from data and recipe alone, never from a clock.
///
/// Large batches make few updates per epoch, and with few no rate could show what it can do. So every size gets 500
/// updates where the epochs hold fewer, as far as those are about a second's work.
///
/// @param recipe   its updates or epochs are the budget
/// @param rows     training rows
/// @param products that a row needs in an update: see [Speed]
public record BatchSizeBudget(Recipe recipe, int rows, double products) {

    static final long ENOUGH_UPDATES = 500;
    /// About a second's products of a usual core.
    private static final double SECOND = 1.5e10;
    private static final int MOST_EPOCHS = 20;
    private static final int FEWEST_EPOCHS = 3;
    /// A batch size that gets fewer updates is not worth a try of one's own accord.
    private static final long FEWEST_UPDATES = 64;

    /// The budget of a recipe.
    public static BatchSizeBudget of(Recipe recipe, Prepared prepared) {
        Network network = Trainer.of(recipe, prepared).network();
        return new BatchSizeBudget(recipe, prepared.train().rows(), Speed.products(network, 1));
    }

    /// How many epochs are about a second's work, from 3 to 20.
    public int usualEpochs() {
        return (int) Math.clamp((long) (SECOND / products / rows), FEWEST_EPOCHS, MOST_EPOCHS);
    }

    /// The usual batch sizes that get enough updates.
    public List<Integer> usualBatches() {
        List<Integer> all = BatchSizePlan.usual(rows);
        List<Integer> worth = all.stream().filter(batch -> updates(batch) >= FEWEST_UPDATES).toList();
        return worth.size() > 1 ? worth : all.subList(0, 2);
    }

    /// Updates of a run of this batch size.
    public long updates(int batch) {
        long asked = recipe.training().updates() > 0 ? recipe.training().updates()
                : (long) recipe.training().epochs() * epoch(batch);
        long affordable = (long) (SECOND / products / Math.min(batch, rows));
        return Math.max(asked, Math.min(ENOUGH_UPDATES, affordable));
    }

    /// How often a run of this batch size is judged on the validation rows.
    double judged(int batch) {
        return Math.ceil((double) updates(batch) / epoch(batch));
    }

    private int epoch(int batch) {
        return Math.ceilDiv(rows, batch);
    }
}
