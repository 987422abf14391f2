package dev.descent.lab.pages;

import dev.descent.data.Table;
import dev.descent.lab.web.Ask;
import dev.descent.objective.Formula;
import dev.descent.objective.Minimum;
import dev.descent.objective.Start;
import dev.descent.objective.Surface;
import dev.descent.objective.Window;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;

/// The loss of two weights over the first rows of somebody's data, as pages ask for it: `data` and, where it is not the
/// first three columns of numbers, `columns`.
///
/// @param name    of the data
/// @param loss    over these rows
/// @param minimum of the loss
record TwoWeights(String name, LeastSquares loss, Minimum minimum) {

    private static final int EXAMPLES = 20;

    /// What the page asks for.
    static TwoWeights of(Ask ask, Map<String, Table> tables) {
        Table table = DataAsk.table(ask, tables);
        LeastSquares loss = LeastSquares.of(table, DataAsk.columns(ask), EXAMPLES);
        return new TwoWeights(table.name(), loss, loss.minimum());
    }

    /// Around the minimum, five units wide to three high; the chart gives both weights the same scale.
    Window window() {
        double reach = 0;
        for (double weight : minimum.point()) {
            reach = Math.max(reach, Math.abs(weight));
        }
        double half = reach == 0 ? 1 : 2 * reach;
        double x = minimum.point()[0];
        double y = minimum.point()[1];
        return new Window(x - half, x + half, y - 0.6 * half, y + 0.6 * half);
    }

    /// As asked: numbers, `random` with the seed, or nothing for the usual.
    double[] start(Ask ask) {
        if (ask.has("start")) {
            return ask.numbers("start", 2);
        }
        if (ask.has("randomStart")) {
            return Start.random(2, window(), ask.seed("randomStart"));
        }
        return usualStart();
    }

    double[] usualStart() {
        Window window = window();
        return new double[] {rounded(window.xLow() + 0.12 * (window.xHigh() - window.xLow()), window),
                rounded(window.yLow() + 0.85 * (window.yHigh() - window.yLow()), window)};
    }

    /// The same loss as a surface: its formula is a parabola in both weights, so nothing is lost.
    Surface surface() {
        return new Surface(name, "the mean squared error over " + loss.rows() + " rows of " + name,
                Formula.parse(loss.formula()), usualStart(), List.of(minimum), window());
    }

    /// To about a thousandth of the window, so that the printed start is the start.
    private static double rounded(double value, Window window) {
        double unit = StrictMath.pow(10, Math.floor(StrictMath.log10(window.xHigh() - window.xLow())) - 2);
        return new BigDecimal(Math.rint(value / unit) * unit).round(new MathContext(4)).doubleValue();
    }
}
