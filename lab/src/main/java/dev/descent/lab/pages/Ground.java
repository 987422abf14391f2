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

    /// Adds what [#add(Answer, Relief)] does, of a function over a window.
    static Answer add(Answer answer, DoubleBinaryOperator function, Window window) {
        return add(answer, Relief.of(function,
                new dev.descent.report.Window(window.xLow(), window.xHigh(), window.yLow(), window.yHigh()), COLUMNS,
                ROWS));
    }

    /// Adds `window` (xLow, xHigh, yLow, yHigh), `columns`, `rows`, `levels`, and the block `grid`, (rows, columns)
    /// row-major from below.
    static Answer add(Answer answer, Relief relief) {
        int columns = relief.x().length;
        int rows = relief.y().length;
        float[] grid = new float[columns * rows];
        for (int j = 0; j < rows; j++) {
            for (int i = 0; i < columns; i++) {
                grid[j * columns + i] = (float) relief.values()[j][i];
            }
        }
        return answer
                .fact("window", new double[] {relief.x()[0], relief.x()[columns - 1], relief.y()[0],
                        relief.y()[rows - 1]})
                .fact("columns", columns).fact("rows", rows).fact("levels", Levels.of(relief)).floats("grid", grid);
    }
}
