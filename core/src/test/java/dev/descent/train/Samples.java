package dev.descent.train;

import dev.descent.common.CounterRandom;
import dev.descent.common.CounterRandom.Purpose;
import dev.descent.data.Column;
import dev.descent.data.Prepared;
import dev.descent.data.Table;
import java.util.List;

/// Small tables whose truth is known.
final class Samples {

    private Samples() {
    }

    /// y = 3·a − 20·b + 5·[city = Rome] + 100 + noise of standard deviation 0.1.
    static Table plane(int rows) {
        CounterRandom random = CounterRandom.of(5, Purpose.TEST);
        double[] a = new double[rows];
        double[] b = new double[rows];
        double[] y = new double[rows];
        String[] city = new String[rows];
        for (int i = 0; i < rows; i++) {
            a[i] = 10 * random.uniform(10L * i);
            b[i] = random.uniform(10L * i + 1);
            city[i] = random.below(10L * i + 2, 3) == 0 ? "Rome" : "Oslo";
            y[i] = 3 * a[i] - 20 * b[i] + (city[i].equals("Rome") ? 5 : 0) + 100 + 0.1 * random.gaussian(10L * i + 3);
        }
        return new Table("plane", List.of(new Column.Numeric("a", a), new Column.Numeric("b", b),
                Column.Categorical.of("city", city), new Column.Numeric("y", y)));
    }

    /// The class says in which ring a point lies, of `classes` rings.
    static Table rings(int rows, int classes) {
        CounterRandom random = CounterRandom.of(6, Purpose.TEST);
        double[] x = new double[rows];
        double[] y = new double[rows];
        String[] ring = new String[rows];
        for (int i = 0; i < rows; i++) {
            int k = i % classes;
            double angle = 2 * Math.PI * random.uniform(10L * i);
            double radius = 1 + k + 0.1 * random.gaussian(10L * i + 1);
            x[i] = radius * Math.cos(angle);
            y[i] = radius * Math.sin(angle);
            ring[i] = "ring " + k;
        }
        return new Table("rings", List.of(new Column.Numeric("x", x), new Column.Numeric("y", y),
                Column.Categorical.of("ring", ring)));
    }

    static Prepared prepare(Table table, Recipe recipe) {
        return Prepared.of(table, recipe.data().preparation(), recipe.training().seed(), recipe.data().validation(),
                recipe.data().holdOut());
    }
}
