package dev.descent.study;

import dev.descent.data.Prepared;
import dev.descent.nn.Network;
import dev.descent.train.Recipe;
import dev.descent.train.Trainer;

/// What a [LearningRateFinder] on data will take, before any of it has run. How many rates are tried depends on what is
/// found: more where the best so far is the last one.
///
/// @param runs     short runs at least
/// @param mostRuns at most
/// @param seconds  with the fewest, without the start of the process
/// @param most     seconds with the most
public record RateCost(int runs, int mostRuns, double seconds, double most) {

    /// Nothing yet.
    public static final RateCost NONE = new RateCost(0, 0, 0, 0);

    /// The cost of one search.
    ///
    /// @param recipe  as the finder gets it
    /// @param rows    of its first seed
    /// @param seeds   how many
    /// @param threads how many short runs at a time
    public static RateCost of(Recipe recipe, Prepared rows, int seeds, int threads, Speed speed) {
        Network network = Trainer.of(recipe, rows).network();
        int train = rows.train().rows();
        int batch = Math.min(recipe.training().batch(), train);
        double density = Speed.density(rows.train());
        long updates = LearningRateFinder.shortUpdates(recipe, rows);
        double update = speed.ofUpdate(network, density, batch);
        double judged = Math.ceil((double) updates / Math.ceilDiv(train, batch)) + 1;
        double run = updates * update + judged * speed.ofJudging(network, density, rows.validation().rows());
        double tests = seeds * LearningRateFinder.UPDATES
                * (update + speed.ofJudging(network, density, Math.min(TrainingSubject.MEASURED, train)));
        int fewest = seeds * LearningRateFinder.FEWEST_RATES;
        int most = seeds * (LearningRateFinder.FEWEST_RATES + LearningRateFinder.MORE);
        return new RateCost(fewest, most, tests + fewest * run / threads, tests + most * run / threads);
    }

    /// Of two searches, one after the other.
    public RateCost and(RateCost other) {
        return new RateCost(runs + other.runs, mostRuns + other.mostRuns, seconds + other.seconds, most + other.most);
    }
}
