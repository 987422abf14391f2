package dev.descent.study;

import dev.descent.common.CounterRandom;
import dev.descent.common.CounterRandom.Purpose;
import dev.descent.data.Bundled;
import dev.descent.data.Column;
import dev.descent.data.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Small tables whose truth is known; the target is `y`. Another seed draws other rows of the same law.
final class PlantedData {

    private static final int ROWS = 500;
    /// 2/λ_max of a linear model on [#ridge]: three of its standardised columns are nearly one, so λ_max is a little below
    /// 2·3.
    static final double RIDGE_LIMIT = 2 / 6.0;

    private PlantedData() {
    }

    /// A smooth function of four features, hardly any noise.
    static Table wave(long seed) {
        return wave(seed, 0.05);
    }

    /// The same with noise of a third of its spread.
    static Table noisyWave(long seed) {
        return wave(seed, 0.35);
    }

    private static Table wave(long seed, double noise) {
        CounterRandom random = random(seed);
        double[][] x = gaussians(random, 4, ROWS);
        double[] y = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            y[i] = Math.sin(1.5 * x[0][i]) + 0.5 * x[1][i] * x[2][i] + 0.5 * x[3][i]
                    + noise * random.gaussian(50_000L + i);
        }
        return table(x, y);
    }

    /// A plane over three features, hardly any noise.
    static Table plane(long seed) {
        return plane(seed, 0.05);
    }

    /// The same with as much noise as signal.
    static Table noisyPlane(long seed) {
        return plane(seed, 1.2);
    }

    private static Table plane(long seed, double noise) {
        CounterRandom random = random(seed);
        double[][] x = gaussians(random, 3, ROWS);
        double[] y = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            y[i] = x[0][i] - 0.7 * x[1][i] + 0.3 * x[2][i] + noise * random.gaussian(50_000L + i);
        }
        return table(x, y);
    }

    /// Three columns that are nearly the same, and a target that depends on how they differ: a long ridge.
    static Table ridge(long seed) {
        CounterRandom random = random(seed);
        double[][] x = gaussians(random, 3, ROWS);
        double[] y = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            x[1][i] = x[0][i] + 0.05 * x[1][i];
            x[2][i] = x[0][i] + 0.05 * x[2][i];
            y[i] = x[0][i] + 8 * (x[1][i] - x[2][i]) + 0.05 * random.gaussian(50_000L + i);
        }
        return table(x, y);
    }

    /// A wave whose columns are measured in very different units.
    static Table stretched(long seed) {
        return scaled(wave(seed), 1, 2000, 0.5, 30);
    }

    /// The same, not so far apart that Adam would mind.
    static Table halfStretched(long seed) {
        return scaled(noisyWave(seed), 1, 8, 0.5, 3);
    }

    private static Table scaled(Table table, double... factors) {
        List<Column> columns = new ArrayList<>();
        for (int j = 0; j < factors.length; j++) {
            double factor = factors[j];
            columns.add(new Column.Numeric("x" + j,
                    Arrays.stream(numbers(table, "x" + j)).map(v -> v * factor).toArray()));
        }
        columns.add(table.column("y"));
        return new Table("stretched", columns);
    }

    /// House prices.
    static Table rooms(long seed) {
        return renamed(Bundled.of("rooms"), seed, 800);
    }

    /// Two half moons.
    static Table moons(long seed) {
        return renamed(Bundled.of("moons"), seed, ROWS);
    }

    /// Two half moons, a fifth of whose labels are wrong.
    static Table noisyMoons(long seed) {
        Table moons = moons(seed);
        CounterRandom random = random(seed + 1000);
        Column.Categorical y = (Column.Categorical) moons.column("y");
        String[] classes = IntStream.range(0, moons.rows()).mapToObj(i -> {
            String own = String.valueOf(y.text(i));
            return random.uniform(i) < 0.2 ? other(y, own) : own;
        }).toArray(String[]::new);
        return with(moons, Column.Categorical.of("y", classes));
    }

    private static String other(Column.Categorical y, String own) {
        for (int i = 0;; i++) {
            if (!own.equals(y.text(i))) {
                return String.valueOf(y.text(i));
            }
        }
    }

    /// Three rings.
    static Table rings(long seed) {
        CounterRandom random = random(seed);
        double[][] x = new double[2][ROWS];
        String[] y = new String[ROWS];
        for (int i = 0; i < ROWS; i++) {
            double angle = 2 * Math.PI * random.uniform(10L * i);
            double radius = 1 + i % 3 + 0.2 * random.gaussian(10L * i + 1);
            x[0][i] = radius * Math.cos(angle);
            x[1][i] = radius * Math.sin(angle);
            y[i] = "ring " + i % 3;
        }
        return new Table("rings", List.of(new Column.Numeric("x0", x[0]), new Column.Numeric("x1", x[1]),
                Column.Categorical.of("y", y)));
    }

    /// A noisy plane among 40 features that say nothing.
    static Table wide(long seed) {
        CounterRandom random = random(seed);
        int rows = 200;
        double[][] x = gaussians(random, 43, rows);
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            y[i] = x[0][i] - 0.7 * x[1][i] + 0.3 * x[2][i] + 0.5 * random.gaussian(50_000L + i);
        }
        return table(x, y);
    }

    /// The same with the sign of the target for two classes.
    static Table wideClasses(long seed) {
        Table wide = wide(seed);
        String[] classes = Arrays.stream(numbers(wide, "y")).mapToObj(y -> y > 0 ? "up" : "down")
                .toArray(String[]::new);
        return with(wide, Column.Categorical.of("y", classes));
    }

    /// A feature of four values and a target that does not depend on it.
    static Table contradicting(long seed) {
        CounterRandom random = random(seed);
        double[][] x = new double[2][ROWS];
        double[] y = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            x[0][i] = random.below(10L * i, 4);
            x[1][i] = random.below(10L * i + 1, 2);
            y[i] = random.gaussian(50_000L + i);
        }
        return table(x, y);
    }

    static Table first(Table table, int rows) {
        return table.select(IntStream.range(0, rows).toArray());
    }

    /// The targets dealt out anew.
    static Table shuffled(Table table, long seed) {
        int[] order = random(seed + 2000).permutation(table.rows());
        return with(table, table.select(order).column("y"));
    }

    /// The rows in the order of their targets.
    static Table sorted(Table table) {
        double[] y = numbers(table, "y");
        return table.select(IntStream.range(0, table.rows()).boxed().sorted(Comparator.comparingDouble(i -> y[i]))
                .mapToInt(i -> i).toArray());
    }

    /// With a column that is the target in other words.
    static Table leaking(Table table) {
        CounterRandom random = random(77);
        Column target = table.column("y");
        double[] code = new double[table.rows()];
        for (int i = 0; i < code.length; i++) {
            double value = target instanceof Column.Numeric numeric ? numeric.values()[i]
                    : String.valueOf(((Column.Categorical) target).text(i)).hashCode() % 100;
            code[i] = 3 * value + 0.01 * random.gaussian(i);
        }
        List<Column> columns = new ArrayList<>(table.columns());
        columns.addFirst(new Column.Numeric("code", code));
        return new Table("leaking", columns);
    }

    private static Table renamed(Bundled bundled, long seed, int rows) {
        Table table = first((Table) bundled.load(seed), rows);
        List<Column> columns = IntStream.range(0, table.columns().size()).<Column>mapToObj(c -> {
            Column column = table.columns().get(c);
            String name = column.name().equals(bundled.target()) ? "y" : "x" + c;
            return switch (column) {
                case Column.Numeric numeric -> new Column.Numeric(name, numeric.values());
                case Column.Categorical words -> new Column.Categorical(name, words.categories(), words.codes());
            };
        }).toList();
        return new Table(table.name(), columns);
    }

    private static Table with(Table table, Column y) {
        List<Column> columns = new ArrayList<>(
                table.columns().stream().filter(column -> !column.name().equals("y")).toList());
        columns.add(y);
        return new Table(table.name(), columns);
    }

    private static double[] numbers(Table table, String name) {
        return ((Column.Numeric) table.column(name)).values();
    }

    private static CounterRandom random(long seed) {
        return CounterRandom.of(seed, Purpose.TEST);
    }

    private static double[][] gaussians(CounterRandom random, int columns, int rows) {
        double[][] x = new double[columns][rows];
        for (int j = 0; j < columns; j++) {
            for (int i = 0; i < rows; i++) {
                x[j][i] = random.gaussian((long) j * rows + i);
            }
        }
        return x;
    }

    private static Table table(double[][] x, double[] y) {
        List<Column> columns = new ArrayList<>();
        for (int j = 0; j < x.length; j++) {
            columns.add(new Column.Numeric("x" + j, x[j]));
        }
        columns.add(new Column.Numeric("y", y));
        return new Table("planted", columns);
    }
}
