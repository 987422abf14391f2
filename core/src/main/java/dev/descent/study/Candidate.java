package dev.descent.study;

import dev.descent.common.DescentException;
import dev.descent.optim.Optimizer;
import java.util.Arrays;
import java.util.List;

/// An optimizer in a comparison, and the settings that it is tried at.
///
/// @param label     what it is called in tables, unique in its comparison: `adam`, `adam:beta2=0.99`
/// @param optimizer the rule with its other settings; what the settings say about it wins
/// @param settings  in trial order; where only the rate differs, ascending by rate
public record Candidate(String label, Optimizer optimizer, List<Variation> settings) {

    private static final int GRID = 7;

    public Candidate {
        settings = List.copyOf(settings);
    }

    /// A candidate with the rates that a text asks for.
    ///
    /// @param rates `grid` (7 over the rule's declared range), one number or a comma list
    /// @throws DescentException (usage) for anything else, or a rate that the rule refuses
    public static Candidate of(Optimizer optimizer, String rates) {
        return of(optimizer, SearchSpace.rate().withRates(rates), 1, GRID);
    }

    /// A candidate that is searched.
    ///
    /// @param seed   of the search: the same for all candidates of a comparison
    /// @param trials how many settings; of a list of rates all are tried
    public static Candidate of(Optimizer optimizer, SearchSpace space, long seed, int trials) {
        return new Candidate(label(optimizer), optimizer, space.trials(optimizer, seed, trials));
    }

    /// The rates among its settings, ascending.
    public double[] rates() {
        return settings.stream().mapToDouble(Variation::lr).distinct().sorted().toArray();
    }

    /// Whether its settings differ in the rate alone.
    public boolean rateOnly() {
        Variation first = settings.getFirst();
        return settings.stream().allMatch(setting -> !first.optimizer().has(Dimension.LR)
                || setting.withLr(first.lr()).sameAs(first));
    }

    /// What it is called beside others: its spec without the rate, or its name where that is long.
    public static String label(Optimizer optimizer) {
        String label = optimizer.label();
        return label.length() > 40 ? optimizer.name() : label;
    }
}
