package dev.descent.lab.pages;

import dev.descent.lab.web.Answer;
import dev.descent.objective.Window;
import dev.descent.report.Levels;
import dev.descent.report.Relief;
import java.util.function.DoubleBinaryOperator;

/// The ground of a contour chart: a grid of values and the levels to draw, chosen as in reports.
final class Ground {

    private static final int COLUMNS = 161;
    private static final int ROWS = 121;

    private Ground() {
    }

    /// Adds `window` (xLow, xHigh, yLow, yHigh), `columns`, `rows`, `levels`, and the block `grid`, (rows, columns)
    /// row-major from below.
    static Answer add(Answer answer, DoubleBinaryOperator function, Window window) {
        Relief relief = Relief.of(function,
                new dev.descent.report.Window(window.xLow(), window.xHigh(), window.yLow(), window.yHigh()), COLUMNS,
                ROWS);
        float[] grid = new float[COLUMNS * ROWS];
        for (int j = 0; j < ROWS; j++) {
            for (int i = 0; i < COLUMNS; i++) {
                grid[j * COLUMNS + i] = (float) relief.values()[j][i];
            }
        }
        return answer.fact("window", new double[] {window.xLow(), window.xHigh(), window.yLow(), window.yHigh()})
                .fact("columns", COLUMNS).fact("rows", ROWS).fact("levels", Levels.of(relief)).floats("grid", grid);
    }
}
