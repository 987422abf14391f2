package dev.descent.study;

import dev.descent.nn.Activation;
import dev.descent.optim.Optimizer;
import dev.descent.train.Recipe;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Which contrasts the best setting of a search is held against: each choice made as `train` makes it by itself, or where
/// that is what was chosen, as in the best trial that chose otherwise.
final class ContrastPlan {

    private static final String DECAY = "decay";
    private static final int USUAL_UNITS = 64;
    private static final int USUAL_LAYERS = 2;

    private final Recipe recipe;
    private final Variation best;
    private final List<Variation> others;
    private final List<Contrast.Planned> planned = new ArrayList<>();

    private ContrastPlan(Recipe recipe, Variation best, List<Variation> others) {
        this.recipe = recipe;
        this.best = best;
        this.others = others;
    }

    /// @param recipe what the variations vary
    /// @param best   the best setting
    /// @param tried  everything that ran its whole budget
    /// @param rules  the optimizers at their usual rates
    static List<Contrast.Planned> of(Recipe recipe, Variation best, Collection<SettingResult> tried,
            Collection<Optimizer> rules) {
        ContrastPlan plan = new ContrastPlan(recipe, best, tried.stream().filter(SettingResult::whole)
                .sorted(Comparator.comparingDouble(SettingResult::median)).map(SettingResult::variation).toList());
        plan.rule();
        plan.rate(rules.stream().filter(rule -> rule.name().equals(best.optimizer().name())).mapToDouble(Optimizer::lr)
                .findFirst().orElse(best.lr()));
        plan.batch();
        plan.network();
        plan.activation();
        plan.decay();
        return plan.planned;
    }

    /// Another rule needs other settings: its best trial stands for it.
    private void rule() {
        others.stream().filter(other -> !other.optimizer().name().equals(best.optimizer().name())).findFirst()
                .ifPresent(other -> planned.add(new Contrast.Planned("optimizer", best.optimizer().name(),
                        other.optimizer().name() + " at its best", other)));
    }

    private void rate(double usual) {
        double instead = best.lr() != usual ? usual : usual / 3;
        add("lr", TuningResult.number(best.lr()), TuningResult.number(instead), best.withLr(instead));
    }

    private void batch() {
        int chosen = batch(best);
        int usual = recipe.training().batch();
        int instead = chosen != usual ? usual : other(variation -> batch(variation), chosen).orElse(2 * usual);
        add("batch", Integer.toString(chosen), Integer.toString(instead),
                new Variation(best.optimizer(), instead, best.hidden(), best.activation()));
    }

    private int batch(Variation variation) {
        Integer batch = variation.batch();
        return batch == null ? recipe.training().batch() : batch;
    }

    /// Depth and width apart, where layers are equally wide.
    private void network() {
        List<Integer> hidden = hidden(best);
        if (hidden.isEmpty() || hidden.stream().distinct().count() > 1) {
            return;
        }
        int depth = hidden.size();
        int width = hidden.getFirst();
        int otherDepth = depth != USUAL_LAYERS ? USUAL_LAYERS
                : other(variation -> hidden(variation).size(), depth).filter(layers -> layers > 0).orElse(1);
        add("depth", Integer.toString(depth), Integer.toString(otherDepth),
                withHidden(Collections.nCopies(otherDepth, width)));
        int otherWidth = width != USUAL_UNITS ? USUAL_UNITS
                : other(variation -> hidden(variation).isEmpty() ? width : hidden(variation).getFirst(), width)
                        .orElse(USUAL_UNITS / 2);
        add("width", Integer.toString(width), Integer.toString(otherWidth),
                withHidden(Collections.nCopies(depth, otherWidth)));
    }

    private List<Integer> hidden(Variation variation) {
        List<Integer> given = variation.hidden();
        List<Integer> usual = recipe.network().hidden();
        return given != null ? given : usual != null ? usual : Collections.nCopies(USUAL_LAYERS, USUAL_UNITS);
    }

    private Variation withHidden(List<Integer> hidden) {
        return new Variation(best.optimizer(), best.batch(), hidden, best.activation());
    }

    private void activation() {
        Activation chosen = activation(best);
        Activation usual = recipe.network().activation();
        Activation instead = chosen != usual ? usual : other(this::activation, chosen).orElse(Activation.TANH);
        add("activation", chosen.option(), instead.option(),
                new Variation(best.optimizer(), best.batch(), best.hidden(), instead));
    }

    private Activation activation(Variation variation) {
        Activation activation = variation.activation();
        return activation == null ? recipe.network().activation() : activation;
    }

    private void decay() {
        Optimizer rule = best.optimizer();
        if (rule.has(DECAY)) {
            double chosen = rule.get(DECAY);
            double instead = chosen != 0 ? 0
                    : other(variation -> variation.optimizer().has(DECAY) ? variation.optimizer().get(DECAY) : 0, 0.0)
                            .orElse(1e-3);
            add(DECAY, TuningResult.number(chosen), TuningResult.number(instead),
                    new Variation(rule.with(DECAY, instead), best.batch(),
                            best.hidden(), best.activation()));
        }
    }

    /// The value of the best trial that has another one.
    private <T> Optional<T> other(java.util.function.Function<Variation, T> value, T chosen) {
        return others.stream().map(value).filter(found -> !Objects.equals(found, chosen)).findFirst();
    }

    private void add(String what, String chosen, String instead, Variation variation) {
        if (!variation.sameAs(best)) {
            planned.add(new Contrast.Planned(what, chosen, instead, variation));
        }
    }
}
