package dev.descent.train;

import dev.descent.common.DescentException;
import dev.descent.data.Examples;
import dev.descent.data.Prepared;
import dev.descent.equation.Printer;
import dev.descent.kernel.Workers;
import dev.descent.nn.Backprop;
import dev.descent.nn.Network;
import dev.descent.nn.Parameters;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Trains a network on prepared rows: the loop.
///
/// ```
/// for each epoch
///     for each batch of the epoch's order
///         one update, checked
///     validation; stop when it got no better for too long
/// the best weights, judged on the test rows once
/// ```
/// The same prepared rows and recipe give the same model bits, for any number of threads, stopped and resumed or not.
public final class Trainer {

    private final Recipe recipe;
    private final Prepared data;
    private final Network network;
    private Consumer<TrainingEvent> listener = TrainingEvent.ignore();
    private Interrupt interrupt = new Interrupt();
    private int threads;
    private boolean test = true;
    private @Nullable RunFolder folder;
    private boolean resumed;
    private double every = RunRecorder.SECONDS;

    private Trainer(Recipe recipe, Prepared data) {
        this.recipe = recipe;
        this.data = data;
        network = NetworkChoice.of(recipe, data);
        threads = NetworkChoice.threads(recipe, data, network);
    }

    /// A trainer of this recipe on these rows; the split is the data's, whatever the recipe says about it.
    ///
    /// @throws DescentException (usage) where network or loss do not suit the task
    public static Trainer of(Recipe recipe, Prepared data) {
        return new Trainer(recipe, data);
    }

    /// Who is told what happens, on the thread that trains.
    public Trainer listener(Consumer<TrainingEvent> listener) {
        this.listener = listener;
        return this;
    }

    /// What stops it from outside.
    public Trainer interrupt(Interrupt interrupt) {
        this.interrupt = interrupt;
        return this;
    }

    /// How many threads share an update: never changes a bit of the result. The default suits the size of the work.
    public Trainer threads(int threads) {
        if (threads < 1) {
            throw DescentException.usage("threads is " + threads + ", expected 1 or more");
        }
        this.threads = threads;
        return this;
    }

    /// Leaves the test rows alone and judges on the validation rows: for studies, which choose among runs.
    public Trainer withoutTest() {
        test = false;
        return this;
    }

    Trainer folder(RunFolder folder, boolean resumed) {
        this.folder = folder;
        this.resumed = resumed;
        return this;
    }

    /// How many seconds lie between checkpoints at the ends of epochs. It decides nothing but how much a crash costs.
    Trainer checkpointEvery(double seconds) {
        every = seconds;
        return this;
    }

    /// The network that is trained.
    public Network network() {
        return network;
    }

    /// Trains.
    ///
    /// @throws DescentException (cannot write) where the run folder is in use or cannot be written
    public TrainedRun run() {
        RunFolder where = folder;
        if (where == null) {
            return train(null);
        }
        try (RunLock _ = RunLock.take(where.path())) {
            return train(where);
        }
    }

    private TrainedRun train(@Nullable RunFolder where) {
        float[] classes = recipe.data().balanced() ? ClassWeights.of(data.train(), data.target()) : null;
        TrainingState state = new TrainingState(recipe.training(), network, data.train(),
                classes == null ? null : ClassWeights.rows(classes, data.train()));
        String fingerprint = where == null ? "" : Fingerprint.of(recipe, data);
        if (where != null && resumed) {
            Checkpoint.restore(where.checkpoints(), state, fingerprint);
            where.goesOn();
            MetricsLog.read(where.metrics(), state.logLength).stream().filter(MetricsLog.Entry::epochEnd)
                    .forEach(entry -> state.history.add(entry.point()));
        }
        int largest = Math.max(Math.min(recipe.training().batch(), data.train().rows()), NetworkChoice.BLOCK);
        try (Workers workers = Workers.of(threads);
                RunRecorder recorder = new RunRecorder(where, state, fingerprint, listener, every)) {
            recorder.open();
            Loop loop = new Loop(state, new Backprop(network, largest, workers), recorder,
                    classes == null ? null : ClassWeights.rows(classes, data.validation()));
            StopReason reason = loop.run();
            TrainedRun run = loop.result(reason, where);
            if (where != null) {
                RunResult.conclude(where, run);
            }
            listener.accept(new TrainingEvent.Finished(reason, run.updates(), run.seconds()));
            return run;
        }
    }

    /// One training from its first (or first remaining) update to its end.
    private final class Loop {

        private final TrainingState state;
        private final Backprop backprop;
        private final RunRecorder recorder;
        private final DivergenceGuard guard;
        private final float @Nullable [] validationWeights;
        private final int markEvery;
        private final long start = System.nanoTime();
        private @Nullable Divergence divergence;

        Loop(TrainingState state, Backprop backprop, RunRecorder recorder, float @Nullable [] validationWeights) {
            this.validationWeights = validationWeights;
            this.state = state;
            this.backprop = backprop;
            this.recorder = recorder;
            guard = new DivergenceGuard(state, backprop);
            markEvery = Math.max(1, state.updatesPerEpoch() / 20);
        }

        StopReason run() {
            listener.accept(new TrainingEvent.Started(state.parameters.count(), data.train().rows(),
                    data.validation().rows(), data.test().rows(), state.planned(), state.update));
            while (state.update < state.planned() && !state.stopping.exhausted()) {
                if (interrupt.raised()) {
                    recorder.save(seconds());
                    return StopReason.INTERRUPTED;
                }
                if (!guard.remember()) {
                    return diverged("the weights are no longer finite");
                }
                double loss = state.step(backprop);
                String trouble = guard.check(loss);
                if (trouble != null) {
                    return diverged(trouble);
                }
                if (state.update % markEvery == 0) {
                    mark();
                }
                if (!state.epochDone() && state.update < state.planned()) {
                    recorder.saveIfDue(seconds(), false);
                } else if (!endOfEpoch()) {
                    return diverged("the validation loss is no longer finite");
                }
            }
            return state.update < state.planned() ? StopReason.EARLY : StopReason.BUDGET;
        }

        /// Looks at the validation rows, keeps the best weights, moves on to the next epoch.
        ///
        /// @return false where the validation loss is no longer finite
        private boolean endOfEpoch() {
            Examples rows = data.validation();
            Parameters point = state.evaluated();
            double validation = rows.rows() == 0 ? Double.NaN : backprop.loss(point, rows.x(),
                    rows.targets(), validationWeights, 0, rows.rows());
            if (rows.rows() > 0 && !Double.isFinite(validation)) {
                return false;
            }
            EpochPoint measured = new EpochPoint(state.epochs(), state.update, state.takeLoss(), validation,
                    state.lastLr(), seconds());
            boolean improved = state.stopping.improves(measured.steeringLoss(), state.update);
            if (improved && rows.rows() > 0) {
                state.keepAsBest(point);
            }
            if (state.reduction != null) {
                state.reduction.measured(measured.steeringLoss(), state.update);
            }
            state.history.add(measured);
            recorder.measured(new MetricsLog.Entry(true, measured));
            listener.accept(new TrainingEvent.EpochDone(measured, improved));
            if (state.epochDone()) {
                state.nextEpoch();
            }
            recorder.saveIfDue(seconds(), true);
            return true;
        }

        private void mark() {
            double loss = state.takeMark();
            double seconds = seconds();
            recorder.measured(new MetricsLog.Entry(false, new EpochPoint(state.epochs(), state.update, loss, Double.NaN,
                    state.lastLr(), seconds)));
            listener.accept(new TrainingEvent.Progressed(state.update, state.planned(), state.epochs(), loss, seconds));
        }

        private StopReason diverged(String where) {
            divergence = guard.explain(where, StableRate.of(network, data.train()),
                    recipe.training().optimizer().name());
            listener.accept(new TrainingEvent.Diverged(divergence));
            return StopReason.DIVERGED;
        }

        private double seconds() {
            return state.earlierSeconds + (System.nanoTime() - start) * 1e-9;
        }

        TrainedRun result(StopReason reason, @Nullable RunFolder where) {
            double seconds = seconds();
            Parameters chosen = reason == StopReason.DIVERGED ? state.evaluated() : state.chosen();
            Model model = new Model(data.preparation(), network, chosen.copy(),
                    Printer.unicode(recipe.training().optimizer().rule()));
            String measuredOn = test && data.test().rows() > 0 ? "test" : data.validation().rows() > 0 ? "validation"
                    : "train";
            Examples judged = switch (measuredOn) {
                case "test" -> data.test();
                case "validation" -> data.validation();
                default -> data.train();
            };
            return new TrainedRun(recipe, model, reason, state.update, state.epochs(), seconds, state.history,
                    state.stopping.best(), state.stopping.bestUpdate(), model.judge(judged),
                    Judge.baseline(data.train(), judged, data.target(), network.loss()), measuredOn, divergence,
                    where == null ? null : where.path(), data.report());
        }
    }
}
