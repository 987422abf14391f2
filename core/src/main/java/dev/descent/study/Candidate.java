package dev.descent.study;

import dev.descent.common.DescentException;
import dev.descent.optim.Optimizer;
import java.util.Arrays;

/// An optimizer in a comparison, and the learning rates that it is tried at.
///
/// @param label     what it is called in tables, unique in its comparison: `adam`, `adam:beta2=0.99`
/// @param optimizer the rule with its other settings; its own rate does not matter
/// @param rates     learning rates, ascending
public record Candidate(String label, Optimizer optimizer, double[] rates) {

    public Candidate {
        rates = rates.clone();
        Arrays.sort(rates);
    }

    /// A candidate with the rates that a text asks for.
    ///
    /// @param rates `grid`, one number or a comma list
    /// @throws DescentException (usage) for anything else, or a rate that the rule refuses
    public static Candidate of(Optimizer optimizer, String rates) {
        double[] chosen = rates.strip().equals("grid") ? optimizer.rateGrid() : list(rates);
        for (double rate : chosen) {
            optimizer.withLr(rate);
        }
        return new Candidate(label(optimizer), optimizer, chosen);
    }

    /// The optimizer at one of the rates.
    Optimizer at(double rate) {
        return optimizer.withLr(rate);
    }

    /// What an optimizer is called beside others: its spec without the rate, or its name where that is long.
    public static String label(Optimizer optimizer) {
        String label = optimizer.label();
        return label.length() > 40 ? optimizer.name() : label;
    }

    private static double[] list(String text) {
        String[] parts = text.split(",", -1);
        double[] rates = new double[parts.length];
        for (int i = 0; i < parts.length; i++) {
            try {
                rates[i] = Double.parseDouble(parts[i].strip());
            } catch (NumberFormatException _) {
                throw DescentException
                        .usage("--lr " + text + ": '" + parts[i].strip() + "' is no number; expected grid, "
                                + "a rate like 0.01, or a list like 0.001,0.01,0.1.");
            }
        }
        return Arrays.stream(rates).distinct().toArray();
    }
}
