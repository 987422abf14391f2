package dev.descent.study;

import dev.descent.data.Dataset;
import dev.descent.data.Examples;
import dev.descent.data.Prepared;
import dev.descent.nn.Loss;
import dev.descent.nn.Network;
import dev.descent.nn.NetworkObjective;
import dev.descent.objective.Spectrum;
import dev.descent.optim.Optimizer;
import dev.descent.train.Interrupt;
import dev.descent.train.Recipe;
import dev.descent.train.TrainingSteps;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A network on data as what a learning rate is looked for on: split, initial weights and order of rows by seed. The test
/// rows are left alone.
final class TrainingSubject implements RateSubject {

    /// Rows on which the range test measures.
    static final int MEASURED = 512;
    /// Parameters times rows of a Hessian-vector product: what a fraction of a second allows dozens of.
    private static final long PRODUCT = 5_000_000;
    /// Parameters times rows of all updates of a short run.
    private static final long WORK = 1_500_000_000L;
    private static final int FEWEST_ROWS = 64;
    private static final int PRODUCTS = 40;

    private final Dataset data;
    private final Recipe recipe;
    private final int seeds;
    private final int threads;
    private final Interrupt interrupt;
    private final List<@Nullable Prepared> prepared = new ArrayList<>();

    /// @param recipe its optimizer is the one that a rate is looked for, its seed the first one, its updates those of a
    ///               short run
    TrainingSubject(Dataset data, Recipe recipe, int seeds, int threads, Interrupt interrupt) {
        this.data = data;
        this.recipe = recipe;
        this.seeds = seeds;
        this.threads = threads;
        this.interrupt = interrupt;
        IntStream.range(0, seeds).forEach(_ -> prepared.add(null));
    }

    @Override
    public int seeds() {
        return seeds;
    }

    @Override
    public Descent begin(int seed) {
        TrainingSteps steps = TrainingSteps.begin(recipe.withSeed(recipe.training().seed() + seed), rows(seed));
        return new Descent() {
            @Override
            public boolean step(double lr) {
                return Double.isFinite(steps.step(lr));
            }

            @Override
            public double height() {
                return steps.trainingLoss(MEASURED);
            }
        };
    }

    /// Updates of three epochs, but not more than about a second's work, and always a hundred.
    ///
    /// @param parameters of the network
    /// @param rows       training rows
    static long shortUpdates(Recipe recipe, long parameters, int rows) {
        long batch = recipe.training().rowsPerUpdate(rows);
        return Math.clamp(Math.min(3L * Math.ceilDiv(rows, batch), WORK / (parameters * batch)), 100, 1000);
    }

    @Override
    public double[][] shortRuns(double[] rates) {
        Optimizer optimizer = recipe.training().optimizer();
        long first = recipe.training().seed();
        TrainingRunner runner = new TrainingRunner(data, recipe.toBuilder().patience(0).build(), first);
        List<Trial> trials = new ArrayList<>();
        for (int seed = 0; seed < seeds; seed++) {
            for (double rate : rates) {
                trials.add(new Trial(0, Variation.of(optimizer.withLr(rate)), first + seed, 1, Trial.Phase.SEARCH));
            }
        }
        List<@Nullable TrialResult> results = new TrialPool(threads, runner, interrupt, TrialStore.NONE).run(trials,
                TrialPool.Listener.NONE);
        double[][] losses = new double[rates.length][seeds];
        for (int i = 0; i < trials.size(); i++) {
            TrialResult result = results.get(i);
            losses[i % rates.length][i / rates.length] = result == null ? Double.POSITIVE_INFINITY : result.loss();
        }
        return losses;
    }

    @Override
    public Optional<StabilityLimit> limit(double rate) {
        TrainingSteps steps = TrainingSteps.begin(recipe, rows(0));
        Network network = steps.network();
        Examples train = rows(0).train();
        boolean linear = network.layers().size() == 1;
        boolean quadratic = linear && network.loss() == Loss.MSE;
        int count = quadratic ? train.rows()
                : (int) Math.min(train.rows(), Math.max(FEWEST_ROWS, PRODUCT / network.count()));
        NetworkObjective objective = new NetworkObjective(network, train, steps.rowWeights(),
                IntStream.range(0, count).toArray());
        double[] theta = NetworkObjective.point(steps.parameters());
        Spectrum found = Spectrum.byPower((v, out) -> objective.hessianTimes(theta, v, out), objective.size(),
                quadratic ? 1e-6 : 0.02, quadratic ? 20 * PRODUCTS : PRODUCTS);
        if (!Double.isFinite(found.largest()) || found.largest() <= 0) {
            return Optional.empty();
        }
        String rows = String.format("%,d", count) + (count == train.rows() ? " rows" : " of the rows");
        return Optional.of(new StabilityLimit(found.stableRate(), found.largest(), found.largestError(),
                quadratic ? StabilityLimit.Kind.EXACT : StabilityLimit.Kind.ESTIMATE,
                quadratic ? "everywhere (" + rows + ")" : "at the initial weights (" + rows + ")"));
    }

    private Prepared rows(int seed) {
        Prepared known = prepared.get(seed);
        if (known == null) {
            known = Prepared.of(data, recipe.data().preparation(), recipe.training().seed() + seed,
                    recipe.training().seed(), recipe.data().validation(), recipe.data().holdOut());
            prepared.set(seed, known);
        }
        return known;
    }
}
