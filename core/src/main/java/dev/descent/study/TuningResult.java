package dev.descent.study;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a search for a whole recipe found.
///
/// @param plan      what it was allowed
/// @param tried     every trial of the brackets that were finished, in trial order
/// @param best      the winner of the search
/// @param bestSeeds its losses on the seeds that confirm
/// @param contrasts what each of its choices is worth, dearest first
/// @param chosen    the setting to train: the best, or a contrast that was better on the seeds that confirm
/// @param seeds     seeds that confirm
/// @param interrupted whether somebody stopped it
/// @param finalSeconds what a training of `chosen` took beside others, with the plan's seed; NaN where unknown
/// @param seconds   what it took
public record TuningResult(TuningPlan plan, List<SettingResult> tried, SettingResult best, double[] bestSeeds,
        List<Contrast> contrasts, Variation chosen, int seeds, boolean interrupted, double finalSeconds,
        double seconds) {

    public TuningResult {
        tried = List.copyOf(tried);
        contrasts = List.copyOf(contrasts);
    }

    /// How many trials were finished: `--trials` of the search that repeats this one.
    public int trials() {
        return tried.size();
    }

    /// The first trial, what `train` does by itself; empty where it was out before it ran its whole budget.
    public Optional<SettingResult> usual() {
        return Optional.of(tried.getFirst()).filter(SettingResult::whole);
    }

    /// The answer in sentences.
    public List<String> answer() {
        List<String> sentences = new ArrayList<>();
        sentences.add("Best of " + trials() + " trials: " + describe(best.variation()) + ", validation loss "
                + Verdict.brief(best.median()) + usual().filter(usual -> usual != best).map(usual -> " ("
                        + "what train does by itself: " + Verdict.brief(usual.median()) + ")").orElse("")
                + ".");
        if (!chosen.sameAs(best.variation())) {
            contrasts.stream().filter(contrast -> contrast.variation().sameAs(chosen)).findFirst()
                    .ifPresent(contrast -> sentences.add("On " + seeds + " fresh seeds " + contrast.what() + " "
                            + contrast.instead() + " had the lower mean loss than " + contrast.chosen()
                            + ", so that is trained."));
        }
        contrasts.stream().map(Contrast::text).map(text -> text.substring(0, 1).toUpperCase(Locale.ROOT)
                + text.substring(1)).forEach(sentences::add);
        return sentences;
    }

    /// A setting in words: `adam lr 0.0019, batch 32, hidden 64,64, gelu, decay 0.01`.
    public static String describe(Variation variation) {
        StringBuilder text = new StringBuilder(variation.optimizer().name() + " lr " + number(variation.lr()));
        for (String option : List.of(Dimension.BATCH, Dimension.HIDDEN, Dimension.ACTIVATION)) {
            String value = variation.value(option);
            if (!value.isEmpty()) {
                text.append(", ").append(option.equals(Dimension.ACTIVATION) ? "" : option + " ").append(value);
            }
        }
        double decay = variation.optimizer().has("decay") ? variation.optimizer().get("decay") : 0;
        return decay == 0 ? text.toString() : text.append(", decay ").append(number(decay)).toString();
    }

    /// A chosen value, with the digits that were chosen.
    static String number(double value) {
        return value == 0 ? "0" : new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }
}
