package dev.descent.practice;

import dev.descent.data.Prepared;
import dev.descent.kernel.Workers;
import dev.descent.train.Recipe;
import dev.descent.train.TrainedRun;
import dev.descent.train.Trainer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The trainings of a practice, several side by side, each on one thread: results depend on recipe and rows alone. Test
/// rows are left alone.
final class Trainings {

    /// Updates on which a training's speed is measured, several times: the first warm up.
    private static final int PROBE = 300;
    private static final int PROBES = 4;

    /// A training to do.
    record Job(Recipe recipe, Prepared rows) {

        long updates() {
            Recipe.TrainingPart part = recipe.training();
            return part.updates() > 0 ? part.updates()
                    : (long) part.epochs() * Math.ceilDiv(rows.train().rows(), part.batch());
        }
    }

    private Trainings() {
    }

    /// About how long they will take; measured once for each pair of batch size and number of features.
    static double seconds(List<Job> jobs, int threads) {
        Map<List<Object>, Double> pace = new HashMap<>();
        double sum = 0;
        for (Job job : jobs) {
            List<Object> kind = List.of(job.recipe.training().batch(), job.rows.train().features(),
                    job.recipe.training().optimizer().name());
            sum += job.updates() * pace.computeIfAbsent(kind, _ -> secondsPerUpdate(job));
        }
        return sum / Math.min(threads, Math.max(1, jobs.size()));
    }

    private static double secondsPerUpdate(Job job) {
        long probe = Math.min(PROBE, job.updates());
        Recipe brief = job.recipe.toBuilder().updates(probe).build();
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < PROBES; i++) {
            best = Math.min(best, Trainer.of(brief, job.rows).withoutTest().threads(1).run().seconds());
        }
        return best / probe;
    }

    /// Does them, in order of the list.
    ///
    /// @param from  the share of the practice that is done before
    /// @param share the share of the practice that they are
    static List<TrainedRun> run(List<Job> jobs, int threads, Practice.Progress progress, double from, double share) {
        Map<Integer, TrainedRun> runs = new HashMap<>();
        AtomicInteger done = new AtomicInteger();
        try (Workers workers = Workers.of(Math.min(threads, Math.max(1, jobs.size())))) {
            // Workers hand out tasks from the last on.
            workers.run(jobs.size(), (task, _) -> {
                Job job = jobs.get(task);
                TrainedRun run = Trainer.of(job.recipe, job.rows).withoutTest().threads(1).run();
                synchronized (runs) {
                    runs.put(task, run);
                    progress.at("training " + done.incrementAndGet() + " of " + jobs.size(),
                            from + share * done.get() / jobs.size());
                }
            });
        }
        return IntStream.range(0, jobs.size()).mapToObj(i -> Objects.requireNonNull(runs.get(i)))
                .collect(Collectors.toList());
    }

    /// A training's loss after each epoch as a curve: of the validation rows where there are some.
    static Exhibit.Curve curve(String name, TrainedRun run) {
        double[] x = run.history().stream().mapToDouble(point -> point.update()).toArray();
        double[] y = run.history().stream().mapToDouble(point -> point.steeringLoss()).toArray();
        return new Exhibit.Curve(name, x, y, run.divergence() == null ? 0 : run.divergence().update());
    }

    /// The lowest validation loss; infinite for a run that diverged.
    static double best(TrainedRun run) {
        return run.diverged() ? Double.POSITIVE_INFINITY : run.bestLoss();
    }
}
