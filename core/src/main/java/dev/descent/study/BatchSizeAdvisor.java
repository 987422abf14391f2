package dev.descent.study;

import dev.descent.data.Dataset;
import dev.descent.data.Prepared;
import dev.descent.nn.Network;
import dev.descent.nn.Parameters;
import dev.descent.train.Interrupt;
import dev.descent.train.Recipe;
import dev.descent.train.TrainedRun;
import dev.descent.train.Trainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Finds out which batch size gets somewhere first, and why.
///
/// For each batch size the learning rate is searched anew, since batches of different size need different rates: with a
/// seed of its own, every rate for the whole budget. The rate of the lowest loss then runs with fresh seeds, and the target
/// is what all sizes reach so. Among the rates that are nearly as good, the one that was there in the fewest updates runs
/// with the same seeds. Seconds come from a
/// timing pass: alone on the machine, warmed up, in rotated order, repeated. Last, the gradient noise scale is measured
/// along one training.
///
/// ```java
/// BatchSizePlan plan = new BatchSizePlan(Optimizers.byName("adam"), 7, List.of(8, 64, 512), 5, 1, 2, Double.NaN);
/// BatchSizeAdvisor.of(table, recipe, plan).run().answer().forEach(System.out::println);
/// ```
/// All but the seconds depends on data, recipe and plan alone.
public final class BatchSizeAdvisor {

    /// The target lies so much above the worst median of the lowest losses, that more than half of the seeds reach it.
    private static final double EASIER = 1.03;
    /// Rates within this multiple of the lowest loss are good: what is only fast on one seed is luck.
    private static final double NEARLY = 1.1;
    static final int REPEATS = 3;
    /// Where in a training the noise scale is looked at, as shares of the updates to the target.
    static final double[] LOOKS = {0, 0.1, 1};

    private final BatchSizePlan plan;
    private final Recipe recipe;
    private final TrainingRunner trainings;
    private Consumer<StudyEvent> listener = _ -> {
    };
    private Interrupt interrupt = new Interrupt();
    private boolean timing = true;
    private Speed speed = Speed.USUAL;

    private BatchSizeAdvisor(Dataset data, Recipe recipe, BatchSizePlan plan) {
        this.plan = plan;
        // Patience counts epochs, and epochs of large batches have few updates.
        this.recipe = recipe.toBuilder().patience(0).build();
        trainings = new TrainingRunner(data, this.recipe, plan.firstSeed());
    }

    /// An advisor for a data set.
    ///
    /// @param recipe everything but rate, batch size and seed; its epochs are the budget, see [BatchSizeBudget]
    public static BatchSizeAdvisor of(Dataset data, Recipe recipe, BatchSizePlan plan) {
        return new BatchSizeAdvisor(data, recipe, plan);
    }

    /// Who is told what happens.
    public BatchSizeAdvisor listener(Consumer<StudyEvent> listener) {
        this.listener = listener;
        return this;
    }

    /// What stops it from outside.
    public BatchSizeAdvisor interrupt(Interrupt interrupt) {
        this.interrupt = interrupt;
        return this;
    }

    /// With or without the timing pass; without one there are no seconds.
    public BatchSizeAdvisor timing(boolean on) {
        timing = on;
        return this;
    }

    /// How fast this machine is, from which the cost is told.
    public BatchSizeAdvisor speed(Speed speed) {
        this.speed = speed;
        return this;
    }

    /// Runs everything.
    public BatchSizeResult run() {
        long start = System.nanoTime();
        Prepared rows = trainings.rows(plan.firstSeed());
        BatchSizeBudget budget = BatchSizeBudget.of(recipe, rows);
        BatchSizeCost cost = new BatchSizeCost(plan, budget, speed, Trainer.of(recipe, rows).network(), rows, timing);
        TrialRunner runner = (trial, _, told, stop) -> trainings.run(trial, budget.updates(batch(trial)), told, stop);
        Progress progress = new Progress(cost);
        TrialPool pool = new TrialPool(plan.threads(), runner, interrupt, TrialStore.NONE);
        List<List<Variation>> settings = plan.batches().stream().map(plan::settings).toList();
        List<List<SettingResult>> searched = new TrialSearch(pool, Halving.overSeeds(1), plan.firstSeed(), progress)
                .run(settings);
        if (interrupt.raised()) {
            return new BatchSizeResult(plan, List.of(), Double.NaN, null, List.of(), true, cost.total(), since(start));
        }
        List<Variation> good = searched.stream().map(BatchSizeAdvisor::lowest).toList();
        Map<Trial, TrialResult> finals = new LinkedHashMap<>();
        finals(pool, good, finals, progress);
        double target = Double.isNaN(plan.targetLoss()) ? commonTarget(good, finals) : plan.targetLoss();
        List<Variation> fast = new ArrayList<>();
        for (int i = 0; i < good.size(); i++) {
            fast.add(fastest(searched.get(i), good.get(i), target));
        }
        finals(pool, fast, finals, progress);
        List<double[]> seconds = timing && !interrupt.raised()
                ? new Throughput(recipe, trainings, plan, interrupt).measure(fast,
                        done -> listener.accept(new StudyEvent.Timing(done, REPEATS * plan.batches().size())))
                : List.of();
        if (interrupt.raised()) {
            return new BatchSizeResult(plan, List.of(), target, null, List.of(), true, cost.total(), since(start));
        }
        List<BatchSizePoint> points = new ArrayList<>();
        for (int i = 0; i < plan.batches().size(); i++) {
            points.add(point(i, fast.get(i), good.get(i), searched.get(i), finals, target,
                    seconds.isEmpty() ? new double[0] : seconds.get(i)));
        }
        CriticalBatch critical = CriticalBatch.fit(plan.batches().stream().mapToDouble(Integer::doubleValue).toArray(),
                points.stream().map(BatchSizePoint::updates).toArray(double[][]::new));
        BatchSizeResult result = new BatchSizeResult(plan, points, target, critical, List.of(), false, cost.total(),
                since(start));
        return new BatchSizeResult(plan, points, target, critical, noise(result), interrupt.raised(), cost.total(),
                since(start));
    }

    private static int batch(Trial trial) {
        return Objects.requireNonNull(trial.variation().batch());
    }

    /// The setting of the lowest loss; of equals the one of the smallest rate.
    private static Variation lowest(List<SettingResult> tried) {
        return tried.stream().min(Comparator.comparingDouble(SettingResult::median)).orElseThrow().variation();
    }

    /// Among the good settings the one that was at the target in the fewest updates; where none was, the best.
    private static Variation fastest(List<SettingResult> tried, Variation good, double target) {
        double limit = NEARLY * tried.stream().mapToDouble(SettingResult::median).min().orElseThrow();
        return tried.stream().filter(result -> result.median() <= limit)
                .filter(result -> Double.isFinite(result.runs().getFirst().updatesTo(target)))
                .min(Comparator.<SettingResult>comparingDouble(result -> result.runs().getFirst().updatesTo(target))
                        .thenComparingDouble(SettingResult::median))
                .map(SettingResult::variation).filter(found -> !found.sameAs(good)).orElse(good);
    }

    /// What every batch size reaches in more than half of its seeds.
    private double commonTarget(List<Variation> good, Map<Trial, TrialResult> finals) {
        double worst = Double.NaN;
        for (int i = 0; i < good.size(); i++) {
            int size = i;
            double median = Statistics.median(plan.seedList().stream().map(seed -> finals.get(last(size, good.get(size),
                    seed))).filter(Objects::nonNull).mapToDouble(TrialResult::loss).toArray());
            worst = Double.isFinite(median) && !(median <= worst) ? median : worst;
        }
        return EASIER * worst;
    }

    private static Trial last(int size, Variation setting, long seed) {
        return new Trial(size, setting, seed, 1, Trial.Phase.FINAL);
    }

    /// Runs a setting of each batch size with all seeds, but for what has run already.
    private void finals(TrialPool pool, List<Variation> settings, Map<Trial, TrialResult> finals,
            TrialPool.Listener progress) {
        List<Trial> trials = new ArrayList<>();
        for (long seed : plan.seedList()) {
            for (int i = 0; i < settings.size(); i++) {
                Trial trial = last(i, settings.get(i), seed);
                if (!finals.containsKey(trial)) {
                    trials.add(trial);
                }
            }
        }
        List<@Nullable TrialResult> results = pool.run(trials, progress);
        for (int t = 0; t < trials.size(); t++) {
            TrialResult result = results.get(t);
            if (result != null) {
                finals.put(trials.get(t), result);
            }
        }
    }

    private BatchSizePoint point(int i, Variation fast, Variation good, List<SettingResult> search,
            Map<Trial, TrialResult> finals, double target, double[] secondsPerUpdate) {
        List<Long> seeds = plan.seedList();
        double[] updates = new double[seeds.size()];
        double[] losses = new double[seeds.size()];
        List<TrialResult> runs = new ArrayList<>();
        for (int s = 0; s < updates.length; s++) {
            TrialResult quick = Objects.requireNonNull(finals.get(last(i, fast, seeds.get(s))));
            TrialResult best = Objects.requireNonNull(finals.get(last(i, good, seeds.get(s))));
            updates[s] = quick.updatesTo(target);
            losses[s] = best.loss();
            runs.add(quick);
            if (best != quick) {
                runs.add(best);
            }
        }
        int batch = plan.batches().get(i);
        double[] rowsPerSecond = new double[secondsPerUpdate.length];
        double rows = Math.min(batch, trainings.rows(plan.firstSeed()).train().rows());
        for (int r = 0; r < rowsPerSecond.length; r++) {
            rowsPerSecond[r] = rows / secondsPerUpdate[r];
        }
        return new BatchSizePoint(batch, fast.lr(), updates, good.lr(), losses, secondsPerUpdate,
                rowsPerSecond, search, runs);
    }

    /// At the start, on the way and at the target of the fastest batch size, with the first seed.
    private List<NoiseScale> noise(BatchSizeResult result) {
        List<NoiseScale> scales = new ArrayList<>();
        BatchSizePoint point = result.fastest().orElse(null);
        if (point == null) {
            return scales;
        }
        Prepared rows = trainings.rows(plan.firstSeed());
        Set<Long> looks = new LinkedHashSet<>();
        for (double share : LOOKS) {
            looks.add((long) Math.ceil(share * point.medianUpdates()));
        }
        for (long update : looks) {
            if (interrupt.raised()) {
                break;
            }
            Recipe.Builder changed = new Variation(plan.optimizer().withLr(point.lr()), point.batch(), null, null)
                    .in(recipe).toBuilder().seed(plan.firstSeed());
            Network network = Trainer.of(changed.build(), rows).network();
            Parameters parameters = Parameters.initial(network, plan.firstSeed());
            if (update > 0) {
                TrainedRun run = Trainer.of(changed.updates(update).build(), rows).withoutTest().threads(1)
                        .interrupt(interrupt).run();
                parameters = run.model().parameters();
            }
            scales.add(NoiseScale.measure(update, network, parameters, rows.train(), plan.firstSeed()));
        }
        return scales;
    }

    private static double since(long start) {
        return (System.nanoTime() - start) * 1e-9;
    }

    /// Announces the cost, and turns what the pool says into events with the time that remains.
    private final class Progress implements TrialPool.Listener {

        private final BatchSizeCost cost;
        private final long start = System.nanoTime();
        private double done;
        private int finished;

        Progress(BatchSizeCost cost) {
            this.cost = cost;
            listener.accept(cost.planned());
        }

        @Override
        public void done(TrialResult result) {
            finished++;
            listener.accept(new StudyEvent.TrialDone(result));
        }

        @Override
        public void progressed(Trial trial, double share) {
            done += cost.run(trial.candidate()) * share / plan.threads();
            double fraction = Math.min(1, done / cost.work());
            listener.accept(new StudyEvent.Progressed(finished, Math.max(cost.runs(), finished), fraction,
                    fraction > 0 ? since(start) / fraction * (1 - fraction) + cost.afterwards() : Double.NaN));
        }
    }
}
