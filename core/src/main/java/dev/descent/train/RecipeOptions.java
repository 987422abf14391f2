package dev.descent.train;

import dev.descent.common.DescentException;
import dev.descent.data.PreparationOptions;
import dev.descent.data.Scale;
import dev.descent.data.Shuffle;
import dev.descent.data.Split;
import dev.descent.data.Task;
import dev.descent.nn.Activation;
import dev.descent.nn.Loss;
import dev.descent.optim.Groups;
import dev.descent.optim.Optimizer;
import dev.descent.optim.Optimizers;
import dev.descent.optim.Schedule;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The options of a recipe under the words that the command line, JSON and links use, with their defaults: the one
/// place where each default stands.
///
/// @param <S> the type that goes on the chain
public abstract class RecipeOptions<S extends RecipeOptions<S>> {

    private PreparationOptions preparation = PreparationOptions.of(null);
    private double validation = Split.VALIDATION;
    private double holdOut = Split.HOLD_OUT;
    private boolean balanced;
    private @Nullable List<Integer> hidden;
    private Activation activation = Activation.RELU;
    private @Nullable Loss loss;
    private @Nullable Optimizer optimizer;
    private @Nullable Double lr;
    private Groups groups = Groups.NONE;
    private Schedule schedule = Schedule.constant();
    private int epochs = 100;
    private long updates;
    private int batch = 32;
    private int accumulate = 1;
    private Shuffle shuffle = Shuffle.EACH_EPOCH;
    private int patience = 10;
    private long seed = 1;

    RecipeOptions() {
    }

    /// This object, as the type that goes on the chain.
    protected abstract S self();

    /// Target, task, columns and scaling, all at once.
    public S preparation(PreparationOptions options) {
        preparation = options;
        return self();
    }

    /// The column to predict.
    public S target(@Nullable String column) {
        preparation = new PreparationOptions(column, preparation.task(), preparation.features(), preparation.drop(),
                preparation.keep(), preparation.categorical(), preparation.scale(), preparation.scaleTarget());
        return self();
    }

    /// Regression or classification; null lets the target's values decide.
    public S task(@Nullable Task task) {
        preparation = preparation.withTask(task);
        return self();
    }

    /// The only columns to use; empty for all.
    public S features(Collection<String> columns) {
        preparation = preparation.withFeatures(List.copyOf(columns));
        return self();
    }

    /// Columns not to use.
    public S drop(Collection<String> columns) {
        preparation = preparation.withDrop(List.copyOf(columns));
        return self();
    }

    /// Columns to use although they look constant or like an id.
    public S keep(Collection<String> columns) {
        preparation = preparation.withKeep(List.copyOf(columns));
        return self();
    }

    /// Columns of numbers that are classes.
    public S categorical(Collection<String> columns) {
        preparation = preparation.withCategorical(List.copyOf(columns));
        return self();
    }

    /// How features are scaled: `none`, `standard`, `minmax` or `robust`.
    public S scale(String scale) {
        preparation = preparation.withScale(Scale.of(scale));
        return self();
    }

    /// Whether a regression's target is standardised during training.
    public S scaleTarget(boolean on) {
        preparation = preparation.withScaleTarget(on);
        return self();
    }

    /// Rows that steer early stopping and ranking: a share below 1, otherwise a number of rows.
    public S validation(double shareOrRows) {
        validation = shareOrRows("validation", shareOrRows);
        return self();
    }

    /// Rows for the test at the end: a share below 1, otherwise a number of rows.
    public S holdOut(double shareOrRows) {
        holdOut = shareOrRows("hold-out", shareOrRows);
        return self();
    }

    /// Whether each class weighs the same in the loss, however many rows it has.
    public S balanced(boolean on) {
        balanced = on;
        return self();
    }

    /// Units of each hidden layer; none makes a linear or logistic model.
    public S hidden(int... units) {
        return hidden(Arrays.stream(units).boxed().toList());
    }

    /// Units of each hidden layer; empty makes a linear or logistic model, null lets the data decide.
    public S hidden(@Nullable List<Integer> units) {
        if (units != null && units.stream().anyMatch(u -> u < 1 || u > 1 << 20)) {
            throw DescentException
                    .usage("hidden is " + units + ", expected units per layer like 64,64, each 1 to 1048576");
        }
        hidden = units;
        return self();
    }

    /// The hidden layers' activation, by name: `relu`.
    public S activation(String name) {
        return activation(Activation.byName(name));
    }

    /// The hidden layers' activation.
    public S activation(Activation activation) {
        this.activation = activation;
        return self();
    }

    /// The loss, by name; null lets the task decide.
    public S loss(@Nullable String name) {
        return loss(name == null ? null : Loss.byName(name));
    }

    /// The loss; null lets the task decide.
    public S loss(@Nullable Loss loss) {
        this.loss = loss;
        return self();
    }

    /// The rule as text: `adam`, `adam:beta2=0.99`, an equation, a `.rule` file.
    public S optimizer(String spec) {
        return optimizer(Optimizers.parse(spec));
    }

    /// The rule.
    public S optimizer(Optimizer optimizer) {
        this.optimizer = optimizer;
        return self();
    }

    /// The learning rate η; without it the rule's own default.
    public S lr(double lr) {
        this.lr = lr;
        return self();
    }

    /// A setting of the optimizer for some of the parameters: `group("last", "lr", 1e-4)`. The part is `layer1`,
    /// `layer2` …, `first`, `last`, `weights`, `biases`, or for example `last.biases`: see [Groups].
    public S group(String part, String option, double value) {
        return groups(groups.with(part, option, value));
    }

    /// All settings that hold for some of the parameters.
    public S groups(Groups groups) {
        this.groups = groups;
        return self();
    }

    /// Whether L2 and decay pull at biases too, as the published rules have it.
    public S decayBiases(boolean on) {
        groups = on ? groups.without("biases", "l2").without("biases", "decay")
                : groups.with("biases", "l2", 0).with("biases", "decay", 0);
        return self();
    }

    /// The learning rate over time: a name with its settings, such as `cosine` or `warmup=5%, step:every=30epochs`, or
    /// an equation in `η`, `t`, `T`, `epoch` and `perEpoch`. See [Schedule#parse].
    public S schedule(String schedule) {
        return schedule(Schedule.parse(schedule));
    }

    /// The learning rate over time.
    public S schedule(Schedule schedule) {
        this.schedule = schedule;
        return self();
    }

    /// The budget in passes over the training rows.
    public S epochs(int epochs) {
        if (epochs < 1) {
            throw DescentException.usage("epochs is " + epochs + ", expected 1 or more");
        }
        this.epochs = epochs;
        updates = 0;
        return self();
    }

    /// The budget in updates, instead of epochs; 0 goes back to epochs.
    public S updates(long updates) {
        if (updates < 0) {
            throw DescentException.usage("updates is " + updates + ", expected 1 or more");
        }
        this.updates = updates;
        return self();
    }

    /// Rows per update, or per part of one with [#accumulate]; a number beyond the training rows means all of them.
    public S batch(int rows) {
        if (rows < 1) {
            throw DescentException.usage("batch is " + rows + ", expected 1 row or more");
        }
        batch = rows;
        return self();
    }

    /// How many batches make an update, from the mean over all their rows: an update as from a batch so many times as
    /// large, but for rounding, in the memory of one.
    public S accumulate(int batches) {
        if (batches < 1 || batches > 1 << 20) {
            throw DescentException.usage("accumulate is " + batches + ", expected 1 batch per update or more");
        }
        accumulate = batches;
        return self();
    }

    /// When rows are put in a new order: `each-epoch`, `once` or `off`.
    public S shuffle(String when) {
        return shuffle(Shuffle.of(when));
    }

    /// When rows are put in a new order.
    public S shuffle(Shuffle when) {
        shuffle = when;
        return self();
    }

    /// Epochs without a better validation loss after which to stop; 0 never stops early.
    public S patience(int epochs) {
        if (epochs < 0) {
            throw DescentException.usage("patience is " + epochs + ", expected 0 (never stop early) or more");
        }
        patience = epochs;
        return self();
    }

    /// The seed of split, initial weights and order.
    public S seed(long seed) {
        this.seed = seed;
        return self();
    }

    final Recipe recipe() {
        Optimizer rule = optimizer == null ? Optimizers.byName("adam") : optimizer;
        if (lr != null) {
            rule = rule.withLr(lr);
        }
        groups.check(rule);
        return new Recipe(
                new Recipe.DataPart(preparation, validation, holdOut, balanced),
                new Recipe.NetworkPart(hidden, activation, loss),
                new Recipe.TrainingPart(rule, groups, schedule, epochs, updates, batch, accumulate, shuffle, patience,
                        seed));
    }

    final void take(Recipe recipe) {
        Recipe.DataPart d = recipe.data();
        preparation(d.preparation()).validation(d.validation()).holdOut(d.holdOut()).balanced(d.balanced());
        Recipe.NetworkPart n = recipe.network();
        hidden(n.hidden()).activation(n.activation()).loss(n.loss());
        Recipe.TrainingPart t = recipe.training();
        optimizer(t.optimizer()).groups(t.groups()).schedule(t.schedule()).epochs(t.epochs()).updates(t.updates())
                .batch(t.batch())
                .accumulate(t.accumulate()).shuffle(t.shuffle()).patience(t.patience()).seed(t.seed());
        lr = null;
    }

    private static double shareOrRows(String option, double value) {
        if (!(value >= 0) || value >= 1 && (value != Math.rint(value) || value > Integer.MAX_VALUE)) {
            throw DescentException.usage(option + " is " + value
                    + ", expected a share from 0 to below 1, or a whole number of rows");
        }
        return value;
    }
}
