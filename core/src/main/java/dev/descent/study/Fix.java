package dev.descent.study;

import dev.descent.data.PreparationOptions;
import dev.descent.data.Scale;
import dev.descent.data.Shuffle;
import dev.descent.optim.Optimizer;
import dev.descent.optim.Optimizers;
import dev.descent.optim.Schedule;
import dev.descent.train.Recipe;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing to do about a [Condition].
///
/// @param words    what and why, in a sentence
/// @param recipe   the run's recipe with one thing changed, to train again; null where it is the data that want a look, or
///                 nothing is wrong
/// @param findRate whether the rate should be looked for anew, with a [LearningRateFinder]
public record Fix(String words, @Nullable Recipe recipe, boolean findRate) {

    private static final int SMALL_BATCH = 16;
    private static final double DECAY = 0.01;

    static Fix of(Condition condition, Recipe recipe, double stableRate, DataEvidence data, RunEvidence run) {
        Recipe.TrainingPart training = recipe.training();
        Optimizer optimizer = training.optimizer();
        PreparationOptions options = recipe.data().preparation();
        return switch (condition) {
            case DIVERGED -> data.spread() > Judgement.SPREAD && options.scale() == Scale.NONE
                    ? scaled(recipe)
                    : Double.isFinite(stableRate) && optimizer.lr() > stableRate
                            ? new Fix("half of the stable rate", recipe.with(
                                    optimizer.withLr(rounded(stableRate / 2))), false)
                            : new Fix("let the rate be found", recipe, true);
            case ZIG_ZAG ->
                new Fix("a tenth of the rate", recipe.with(optimizer.withLr(rounded(run.rate() / 10))), false);
            case TOO_SLOW -> run.higher() > run.same()
                    ? new Fix("a larger rate: let it be found", recipe, true)
                    : new Fix("twice the updates", longer(recipe), false);
            case PLATEAU -> new Fix("an activation that is never quite flat, and a rate that is found for it",
                    recipe.toBuilder().activation("gelu").build(), true);
            case SADDLE -> new Fix("the noise of small batches and the memory of Adam lead away from a saddle",
                    recipe.toBuilder().optimizer(Optimizers.byName("adam"))
                            .batch(Math.min(training.batch(), SMALL_BATCH)).build(),
                    false);
            case MINIMUM -> recipe.network().hidden() != null && recipe.network().hidden().isEmpty()
                    ? new Fix("this model comes no lower; one with hidden layers may",
                            recipe.toBuilder().hidden(64, 64).optimizer(Optimizers.byName("adam")).build(), false)
                    : new Fix("another start, to see whether it ends lower", recipe.withSeed(training.seed() + 1),
                            false);
            case BADLY_SCALED -> scaled(recipe);
            case NOISE_FLOOR -> new Fix("a rate that falls to the end",
                    recipe.toBuilder().schedule(Schedule.parse("cosine")).build(), false);
            case OVERFITTING -> new Fix("weight decay",
                    optimizer.has("decay") ? recipe.with(optimizer.with("decay", DECAY)) : recipe, false);
            case SUSPECT_DATA -> suspect(recipe, data);
            case HEALTHY -> new Fix("none needed", null, false);
        };
    }

    private static Fix scaled(Recipe recipe) {
        return new Fix("standardised inputs, and a rate that is found for them", recipe.toBuilder()
                .preparation(recipe.data().preparation().withScale(Scale.STANDARD)).build(), true);
    }

    private static Recipe longer(Recipe recipe) {
        Recipe.TrainingPart training = recipe.training();
        return training.updates() > 0 ? recipe.toBuilder().updates(2 * training.updates()).build()
                : recipe.toBuilder().epochs(2 * training.epochs()).build();
    }

    private static Fix suspect(Recipe recipe, DataEvidence data) {
        PreparationOptions options = recipe.data().preparation();
        if (data.leak() > Judgement.LEAK) {
            List<String> drop = new ArrayList<>(options.drop());
            drop.add(data.leakColumn());
            return new Fix("without \"" + data.leakColumn() + "\": is it known before the target is?",
                    recipe.toBuilder().preparation(options.withDrop(drop)).build(), false);
        }
        if (recipe.training().shuffle() == Shuffle.OFF && data.order() > Judgement.ORDERED) {
            return new Fix("shuffled batches", recipe.toBuilder().shuffle(Shuffle.EACH_EPOCH).build(), false);
        }
        return new Fix("look at the data: do the targets belong to their rows?", null, false);
    }

    private static double rounded(double rate) {
        return new BigDecimal(rate).round(new MathContext(2)).doubleValue();
    }
}
