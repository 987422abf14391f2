package dev.descent.train;

import dev.descent.data.Dataset;
import dev.descent.data.Prepared;
import dev.descent.kernel.Lanes;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A training of a data set, configured word by word and then run. See [Descent#train].
public final class Training extends RecipeOptions<Training> {

    private final Dataset data;
    private final @Nullable RunFolder resumed;
    private Consumer<TrainingEvent> listener = TrainingEvent.ignore();
    private Interrupt interrupt = new Interrupt();
    private int threads;
    private @Nullable Runs runs;
    private @Nullable DataSource source;

    Training(Dataset data, @Nullable RunFolder resumed) {
        this.data = data;
        this.resumed = resumed;
        if (resumed != null) {
            take(resumed.recipe());
        }
    }

    @Override
    protected Training self() {
        return this;
    }

    /// Takes over a whole recipe.
    public Training recipe(Recipe recipe) {
        take(recipe);
        return this;
    }

    /// The recipe as configured so far.
    ///
    /// @throws dev.descent.common.DescentException (usage) where options make no sense
    public Recipe configured() {
        return recipe();
    }

    /// Who is told what happens, on the thread that trains.
    public Training listener(Consumer<TrainingEvent> listener) {
        this.listener = listener;
        return this;
    }

    /// What stops it from outside: the training then finishes its update, saves and ends.
    public Training interrupt(Interrupt interrupt) {
        this.interrupt = interrupt;
        return this;
    }

    /// How many threads share an update; never changes a bit of the result. Without it, as many as are worth it.
    public Training threads(int threads) {
        this.threads = threads;
        return this;
    }

    /// Keeps the run in a folder of these runs: recipe, measurements, checkpoints, model.
    public Training keepIn(Runs runs) {
        this.runs = runs;
        return this;
    }

    /// Keeps the run in a folder below this one.
    public Training keepIn(Path folderOfRuns) {
        return keepIn(new Runs(folderOfRuns));
    }

    /// Where the data came from, so that a kept run can be resumed.
    public Training source(DataSource source) {
        this.source = source;
        return this;
    }

    /// Prepares the data and trains.
    ///
    /// @throws dev.descent.common.DescentException where data, options or folder do not allow it; a training that
    ///         diverges is a result, not an exception
    public TrainedRun run() {
        return run(prepare());
    }

    /// Splits and prepares the data as [#run()] does, without training: to look at what was decided.
    public Prepared prepare() {
        Recipe recipe = recipe();
        return Prepared.of(data, recipe.data().preparation(), recipe.training().seed(), recipe.data().validation(),
                recipe.data().holdOut());
    }

    /// How much a training on data that [#prepare] gave computes, if nothing stops it early: multiply-adds of its updates.
    public long work(Prepared prepared) {
        Recipe recipe = recipe();
        Recipe.TrainingPart part = recipe.training();
        int rows = prepared.train().rows();
        double seen = part.updates() > 0 ? (double) part.updates() * Math.min(part.batch(), rows)
                : (double) part.epochs() * rows;
        // Forward, backward, and the gradient of the weights.
        return (long) (3 * seen * NetworkChoice.of(recipe, prepared).count());
    }

    /// Trains on data that [#prepare] gave.
    public TrainedRun run(Prepared prepared) {
        Recipe recipe = recipe();
        Trainer trainer = Trainer.of(recipe, prepared).listener(listener).interrupt(interrupt);
        if (threads > 0) {
            trainer.threads(threads);
        }
        if (resumed != null) {
            trainer.folder(resumed, true);
        } else if (runs != null) {
            Disk disk = Disk.real();
            DataSource from = source == null ? DataSource.memory(data.name()) : source;
            trainer.folder(RunFolder.create(disk, runs.claim(disk, recipe.training().optimizer().name()), recipe, from,
                    provenance()), false);
        }
        return trainer.run();
    }

    private Map<String, @Nullable Object> provenance() {
        return RecipeJson.object("descent", Descent.VERSION, "java", Runtime.version().toString(), "os",
                System.getProperty("os.name") + " " + System.getProperty("os.arch"), "lanes", Lanes.describe(),
                "threads", threads == 0 ? null : threads, "rows", data.rows(), "created",
                Objects.toString(Instant.now().truncatedTo(ChronoUnit.SECONDS)));
    }
}
