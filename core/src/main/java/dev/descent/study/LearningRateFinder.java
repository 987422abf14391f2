package dev.descent.study;

import dev.descent.common.DescentException;
import dev.descent.data.Dataset;
import dev.descent.data.Prepared;
import dev.descent.objective.Surface;
import dev.descent.optim.Optimizer;
import dev.descent.train.Interrupt;
import dev.descent.train.Recipe;
import dev.descent.train.Trainer;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Finds a learning rate: a range test for each seed says where to look, short runs around it say which rate is best and
/// how far from it is still good.
///
/// ```java
/// RateFinding found = LearningRateFinder.of(table, recipe, 3, 2, new Interrupt()).run().orElseThrow();
/// Recipe tuned = recipe.with(recipe.training().optimizer().withLr(found.suggestion()));
/// ```
/// A range test alone is quick and often right, but its answer depends on who reads it: rules with memory lag behind the
/// rate, and the usual readings (steepest, a tenth of the minimum, the valley's middle) differ by a factor of ten. So the
/// suggestion is the best of the short runs, and the interval is where they were within 10% of it.
///
/// Results depend on data, recipe and seeds alone. Nothing that is tried changes what is trained later.
public final class LearningRateFinder {

    static final int UPDATES = 100;
    /// The range test goes beyond the rule's usual rates by this factor, both ways.
    private static final double BEYOND = 100;
    /// No rule takes a larger rate.
    private static final double LARGEST = 1e6;
    /// Rates of short runs lie on a grid of quarters of a decade …
    private static final double APART = Math.sqrt(Math.sqrt(10));
    /// … of which every second is tried at first, so many to each side of the range test's, …
    private static final int AROUND = 2;
    /// … at most so many more, where the best is the last of them, and then the best one's neighbours.
    static final int MORE = 8;
    /// The first ones, and two neighbours of the best.
    static final int FEWEST_RATES = 2 * AROUND + 1 + 2;

    private final RateSubject subject;
    private final Optimizer optimizer;
    private final int batch;
    private final long shortUpdates;
    private final Interrupt interrupt;

    private LearningRateFinder(RateSubject subject, Optimizer optimizer, int batch, long shortUpdates,
            Interrupt interrupt) {
        if (!optimizer.has("lr")) {
            throw DescentException
                    .usage("The rule " + optimizer.label() + " has no learning rate to find: write η (eta) "
                            + "where its rate stands, as in theta <- theta - eta*g.");
        }
        this.subject = subject;
        this.optimizer = optimizer;
        this.batch = batch;
        this.shortUpdates = shortUpdates;
        this.interrupt = interrupt;
    }

    /// A finder on data.
    ///
    /// @param recipe    everything but the rate; its updates are those of a short run; where it counts epochs, 3 epochs but
    ///                  at most 1000 updates, of large networks fewer, and at least 100
    /// @param seeds     how many, from the recipe's on
    /// @param threads   how many short runs at a time; changes nothing else
    /// @param interrupt stops it from outside
    /// @throws DescentException (data, usage) where the data cannot be prepared, or the rule has no rate
    public static LearningRateFinder of(Dataset data, Recipe recipe, int seeds, int threads, Interrupt interrupt) {
        atLeastOne(seeds);
        Prepared first = Prepared.of(data, recipe.data().preparation(), recipe.training().seed(),
                recipe.data().validation(), recipe.data().holdOut());
        long updates = shortUpdates(recipe, first);
        Recipe shorter = recipe.toBuilder().updates(updates).build();
        return new LearningRateFinder(new TrainingSubject(data, shorter, seeds, threads, interrupt),
                recipe.training().optimizer(), recipe.training().batch(), updates, interrupt);
    }

    /// Updates of a short run.
    static long shortUpdates(Recipe recipe, Prepared rows) {
        return recipe.training().updates() > 0 ? recipe.training().updates()
                : TrainingSubject.shortUpdates(recipe, Trainer.of(recipe, rows).network().count(),
                        rows.train().rows());
    }

    /// A finder on a surface.
    ///
    /// @param start   where the first seed starts; the others start at random in the surface's window
    /// @param seeds   how many
    /// @param seed    of the first random start
    /// @param updates of a short run
    /// @throws DescentException (usage) where the surface has no lowest point, or the rule no rate
    public static LearningRateFinder on(Surface surface, Optimizer optimizer, double[] start, int seeds, long seed,
            int updates) {
        atLeastOne(seeds);
        return new LearningRateFinder(new SurfaceSubject(surface, optimizer, start, seeds, seed, updates), optimizer, 0,
                updates, new Interrupt());
    }

    private static void atLeastOne(int seeds) {
        if (seeds < 1) {
            throw DescentException.usage("seeds is " + seeds + ", expected 1 or more");
        }
    }

    /// Looks for the rate.
    ///
    /// @return empty where it was interrupted
    /// @throws DescentException (data) where every rate diverges
    public Optional<RateFinding> run() {
        double low = optimizer.entry().lrLow() / BEYOND;
        double high = Math.min(LARGEST, optimizer.entry().lrHigh() * BEYOND);
        List<RateFinding.Test> tests = new ArrayList<>();
        for (int seed = 0; seed < subject.seeds(); seed++) {
            int one = seed;
            RangeTest test = RangeTest.run(() -> subject.begin(one), low, high, UPDATES);
            if (!test.usable()) {
                throw DescentException.data("Even the smallest rate, " + low
                        + ", leaves the finite numbers: look at the "
                        + "data for values that are far larger than the others, and scale them (--scale standard).");
            }
            tests.add(new RateFinding.Test(test.rates(), test.heights(), test.valley(), test.steepest(),
                    test.minimumTenth()));
        }
        double centre = Statistics.lowerMedian(tests.stream().mapToDouble(RateFinding.Test::valley).toArray());
        List<RateFinding.Check> checks = check(centre);
        if (interrupt.raised()) {
            return Optional.empty();
        }
        int best = best(checks);
        if (!Double.isFinite(checks.get(best).median())) {
            throw DescentException.data("Every rate from " + brief(checks.getFirst().rate()) + " to "
                    + brief(checks.getLast().rate()) + " diverged in at least half of its short runs.");
        }
        GoodRange good = GoodRange.of(checks.stream().mapToDouble(RateFinding.Check::rate).toArray(),
                checks.stream().mapToDouble(RateFinding.Check::median).toArray(), best);
        return Optional.of(new RateFinding(Candidate.label(optimizer), batch, tests, checks, shortUpdates,
                checks.get(best).rate(), good, subject.limit(checks.get(best).rate()).orElse(null)));
    }

    /// Short runs around a rate, further on while the best is the last one, and between.
    private List<RateFinding.Check> check(double centre) {
        TreeMap<Integer, RateFinding.Check> done = new TreeMap<>();
        add(done, centre, IntStream.rangeClosed(-AROUND, AROUND).map(step -> 2 * step).toArray());
        for (int more = 0; more < MORE && !interrupt.raised(); more++) {
            List<RateFinding.Check> checks = List.copyOf(done.values());
            int best = done.firstKey() + 2 * best(checks);
            if (best == done.lastKey() && rate(centre, best + 2) <= LARGEST) {
                add(done, centre, best + 2);
            } else if (best == done.firstKey() || !Double.isFinite(checks.get(best(checks)).median())) {
                add(done, centre, done.firstKey() - 2);
            } else {
                break;
            }
        }
        if (!interrupt.raised()) {
            int best = done.firstKey() + 2 * best(List.copyOf(done.values()));
            add(done, centre, best - 1, best + 1);
        }
        return List.copyOf(done.values());
    }

    private void add(TreeMap<Integer, RateFinding.Check> done, double centre, int... steps) {
        double[] rates = Arrays.stream(steps).mapToDouble(step -> rate(centre, step)).toArray();
        double[][] losses = subject.shortRuns(rates);
        for (int i = 0; i < rates.length; i++) {
            done.put(steps[i], new RateFinding.Check(rates[i], losses[i]));
        }
    }

    /// Two digits of a rate say all that matters, and read better.
    private static double rate(double centre, int steps) {
        return new BigDecimal(Math.min(LARGEST, centre * StrictMath.pow(APART, steps))).round(new MathContext(2))
                .doubleValue();
    }

    private static int best(List<RateFinding.Check> checks) {
        int best = 0;
        for (int i = 1; i < checks.size(); i++) {
            best = checks.get(i).median() < checks.get(best).median() ? i : best;
        }
        return best;
    }

    private static String brief(double value) {
        return new BigDecimal(value).round(new MathContext(2)).toString();
    }
}
