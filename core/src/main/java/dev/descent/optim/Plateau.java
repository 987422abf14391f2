package dev.descent.optim;

import dev.descent.common.DescentException;
import dev.descent.equation.Printer;

/// Lowers the rate where the loss that steers (validation, or training where no rows validate) stands still: after
/// `patience` epochs none of which was better than the best by the share `threshold`, the rate is `factor` times as
/// high, but never below the share `end` of what the schedule's equation gives.
///
/// @param factor    above 0, below 1
/// @param patience  epochs, at least 1
/// @param threshold from 0 to below 1: a loss is better below (1 − threshold)·best
/// @param cooldown  epochs after a reduction that are not counted
/// @param end       from 0 to below 1
public record Plateau(double factor, int patience, double threshold, int cooldown, double end) {

    /// Half of what early stopping waits for, so that a lower rate gets its chance before.
    static final int PATIENCE = 5;

    public Plateau {
        check("factor", factor > 0 && factor < 1, factor, "a share above 0, below 1");
        check("patience", patience >= 1, patience, "1 epoch or more");
        check("threshold", threshold >= 0 && threshold < 1, threshold, "a share from 0 to below 1");
        check("cooldown", cooldown >= 0, cooldown, "0 epochs or more");
        check("end", end >= 0 && end < 1, end, "a share of the rate from 0 to below 1");
    }

    private static void check(String name, boolean good, double value, String expected) {
        if (!good) {
            throw DescentException.usage("plateau: " + name + " is " + Printer.number(value) + ", expected " + expected
                    + ".");
        }
    }

    /// The share of the rate that is left after so many reductions.
    public double share(int reductions) {
        return Math.max(end, StrictMath.pow(factor, reductions));
    }

    String text() {
        return "plateau:factor=" + Printer.number(factor) + ",patience=" + patience + ",threshold="
                + Printer.number(threshold) + ",cooldown=" + cooldown + ",end=" + Printer.number(end);
    }
}
