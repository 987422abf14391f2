package dev.descent.practice;

import dev.descent.objective.BasinMap;
import dev.descent.objective.Minimum;
import dev.descent.objective.TaylorCircle;
import dev.descent.objective.Window;
import dev.descent.objective.WorkedUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/// Something to look at, as numbers: whoever shows it decides how.
public sealed interface Exhibit {

    /// What it shows, in a sentence or a few words.
    String caption();

    /// Updates worked out as on paper.
    record Updates(String caption, List<WorkedUpdate> updates) implements Exhibit {
        public Updates {
            updates = List.copyOf(updates);
        }
    }

    /// What the cells of a column are.
    enum Kind {
        /// Texts.
        WORD,
        /// Whole numbers.
        COUNT,
        /// Measured numbers.
        MEASURED,
        /// Chosen numbers, such as rates.
        SETTING,
        /// Times.
        SECONDS
    }

    /// A table. Cells are texts or numbers; NaN stands for none, infinity for never.
    ///
    /// @param kinds of the columns
    record Grid(String caption, List<String> columns, List<Kind> kinds, List<List<Object>> rows) implements Exhibit {

        public Grid {
            columns = List.copyOf(columns);
            kinds = List.copyOf(kinds);
            rows = rows.stream().map(List::copyOf).toList();
        }

        static Grid of(String caption) {
            return new Grid(caption, List.of(), List.of(), List.of());
        }

        Grid column(String name, Kind kind) {
            List<String> names = new ArrayList<>(columns);
            names.add(name);
            List<Kind> all = new ArrayList<>(kinds);
            all.add(kind);
            return new Grid(caption, names, all, rows);
        }

        Grid row(Object... cells) {
            if (cells.length != columns.size()) {
                throw new IllegalArgumentException(cells.length + " cells for " + columns);
            }
            List<List<Object>> all = new ArrayList<>(rows);
            all.add(List.of(cells));
            return new Grid(caption, columns, kinds, all);
        }
    }

    /// A curve.
    ///
    /// @param diverged the update at which it left the finite numbers; 0 where it did not
    record Curve(String name, double[] x, double[] y, long diverged) {
    }

    /// Curves over a common axis.
    ///
    /// @param logX whether equal factors of x are equally long
    record Curves(String caption, String x, String y, boolean logX, List<Curve> curves) implements Exhibit {
        public Curves {
            curves = List.copyOf(curves);
        }
    }

    /// A walk over a plane; where it diverged, the update at which, else 0.
    record Path(String name, double[] x, double[] y, long diverged) {
    }

    /// Walks over a surface of two parameters, seen from above.
    ///
    /// @param x      name of the first parameter
    /// @param y      name of the second
    /// @param ground the surface
    record Plane(String caption, String x, String y, DoubleBinaryOperator ground, Window window, List<Path> paths,
            List<Minimum> minima) implements Exhibit {
        public Plane {
            paths = List.copyOf(paths);
            minima = List.copyOf(minima);
        }
    }

    /// A loss and its linear model in a circle.
    record Circle(String caption, TaylorCircle circle) implements Exhibit {
    }

    /// Which start ends where.
    record Basins(String caption, BasinMap map) implements Exhibit {
    }
}
