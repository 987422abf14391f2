package dev.descent.lab.pages;

import dev.descent.data.Column;
import dev.descent.data.Scale;
import dev.descent.data.Table;
import dev.descent.equation.Printer;
import dev.descent.lab.web.Answer;
import dev.descent.lab.web.Ask;
import dev.descent.lab.web.Page;
import dev.descent.lab.web.Question;
import dev.descent.optim.Optimizer;
import dev.descent.optim.Optimizers;
import dev.descent.practice.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Feature scaling: the same model on features as they are and on scaled ones, side by side, walked in lockstep.
public final class FeatureScaling implements Page {

    private static final int MOST_ROWS = 2_000;
    private static final int MOST_COLUMNS = 8;
    /// The share of the start's height over the minimum at which a descent has arrived.
    private static final double LEFT = 1e-3;
    private static final int MOST_DRAWN = 600;
    private static final int LEAST_DRAWN = 20;
    private static final int MOST_COUNTED = 1_000_000;
    private static final int MOST_ADAM = 5_000;
    private static final double[] ADAM_RATES = {0.001, 0.01, 0.1, 1};

    private final Map<String, Table> tables;

    /// @param tables the data by id
    public FeatureScaling(Map<String, Table> tables) {
        this.tables = tables;
    }

    @Override
    public String slug() {
        return Topic.SCALING.slug();
    }

    @Override
    public List<Question> questions() {
        return List.of(new Question("twin", this::twin), new Question("columns", this::columns),
                new Question("network", this::network));
    }

    /// Both losses, their curvatures, both descents from the same function.
    private Answer twin(Ask ask) {
        List<double[]> rows = rows(ask);
        ScaledPlane raw = ScaledPlane.of(rows, Scale.NONE, 1);
        ScaledPlane scaled = ScaledPlane.of(rows, scale(ask), ask.number("morph", 0, 1));
        double[] start = ask.has("start") ? ask.numbers("start", 2) : usualStart(rows);
        double share = ask.number("share", 0.01, 2.5);
        boolean shared = ask.choice("rate", List.of("own", "shared")).equals("shared");
        double steepest = Math.max(raw.curvature().largest(), scaled.curvature().largest());
        double rawRate = share / (shared ? steepest : raw.curvature().largest());
        double scaledRate = share / (shared ? steepest : scaled.curvature().largest());
        Integer counted = raw.updatesTo(LEFT, start, sgd(rawRate), MOST_COUNTED);
        int drawn = counted == null ? MOST_DRAWN : Math.clamp(counted, LEAST_DRAWN, MOST_DRAWN);
        Answer answer = new Answer().fact("rows", rows.size()).fact("start", start).fact("updates", drawn)
                .fact("left", LEFT).fact("mostCounted", MOST_COUNTED).fact("mostAdam", MOST_ADAM)
                .fact("rule", Printer.mathml(Optimizers.byName("sgd").rule()));
        side(answer, "raw", raw, start, rawRate, drawn);
        side(answer, "scaled", scaled, start, scaledRate, drawn);
        return answer;
    }

    private static void side(Answer answer, String word, ScaledPlane plane, double[] weights, double lr, int updates) {
        double[] start = {weights[0] * plane.units()[0], weights[1] * plane.units()[1]};
        RowWalk walk = new RowWalk(plane, sgd(lr), start, updates);
        while (walk.alive() && walk.updates() < updates) {
            walk.update(plane);
        }
        Answer side = Ground.add(new Answer(), plane::value, plane.window(start));
        walk.add(side, "path");
        double[] gradient = new double[2];
        side.fact("startLoss", plane.valueAndGradient(start, gradient)).fact("gradient", gradient).fact("start", start)
                .fact("units", plane.units()).fact("minimum", plane.minimum().point())
                .fact("minimumLoss", plane.minimum().value()).fact("lr", lr)
                .fact("condition", finite(plane.curvature().condition()))
                .fact("largest", plane.curvature().largest()).fact("smallest", plane.curvature().smallest())
                .fact("predicted", finite(plane.predicted(LEFT, lr)))
                .fact("counted", plane.updatesTo(LEFT, start, sgd(lr), MOST_COUNTED)).fact("adam", adam(plane, start))
                .fact("formula", plane.loss().formula());
        answer.all(word, side);
    }

    /// The fewest updates of Adam over some rates; null where none arrives.
    private static @Nullable Integer adam(ScaledPlane plane, double[] start) {
        Integer best = null;
        for (double rate : ADAM_RATES) {
            Integer updates = plane.updatesTo(LEFT, start, Optimizers.byName("adam").withLr(rate),
                    best == null ? MOST_ADAM : best);
            best = updates == null ? best : updates;
        }
        return best;
    }

    /// The same comparison for a network, on all columns as the data hold them.
    private Answer network(Ask ask) {
        return NetworkScaling.of(DataAsk.table(ask, tables), DataAsk.columns(ask));
    }

    /// How widely the columns are spread: lowest, highest, mean, standard deviation, before and after scaling.
    private Answer columns(Ask ask) {
        Table table = DataAsk.table(ask, tables);
        Scale scale = scale(ask);
        int[] chosen = DataAsk.columns(ask);
        double spread = spread(ask);
        List<Map<String, Object>> columns = new ArrayList<>();
        List<Column.Numeric> numeric = LeastSquares.numeric(table, chosen);
        for (int c = 0; c < numeric.size() && columns.size() < MOST_COLUMNS; c++) {
            double factor = spread > 0 && c == chosen[1]
                    ? factor(LeastSquares.complete(table, chosen, MOST_ROWS), spread)
                    : 1;
            double[] values = Arrays.stream(numeric.get(c).values()).filter(Double::isFinite).map(v -> factor * v)
                    .limit(MOST_ROWS).toArray();
            if (c == chosen[2] || values.length < 2) {
                continue;
            }
            double mean = Arrays.stream(values).average().orElseThrow();
            double low = Arrays.stream(values).min().orElseThrow();
            double high = Arrays.stream(values).max().orElseThrow();
            double deviation = high > low ? ScaledPlane.unit(values, Scale.STANDARD) : 0;
            double unit = high > low ? ScaledPlane.unit(values, scale) : 1;
            double zero = zero(values, scale);
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("name", numeric.get(c).name());
            entry.put("raw", new double[] {low, mean, high, deviation});
            entry.put("scaled", new double[] {(low - zero) / unit, (mean - zero) / unit, (high - zero) / unit,
                    deviation / unit});
            entry.put("chosen", c == chosen[0] || c == chosen[1]);
            columns.add(entry);
        }
        return new Answer().fact("columns", columns).fact("target", numeric.get(chosen[2]).name());
    }

    /// What a scaling makes 0.
    private static double zero(double[] values, Scale scale) {
        return switch (scale) {
            case NONE -> 0;
            case STANDARD -> Arrays.stream(values).average().orElseThrow();
            case MINMAX -> Arrays.stream(values).min().orElseThrow();
            case ROBUST -> {
                double[] sorted = values.clone();
                Arrays.sort(sorted);
                int middle = sorted.length / 2;
                yield sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
            }
        };
    }

    private static Scale scale(Ask ask) {
        return Scale.of(ask.choice("scale", Arrays.stream(Scale.values()).map(Scale::option).toList()));
    }

    /// How many times wider the second feature is to be; 0 leaves it as it is.
    private static double spread(Ask ask) {
        return ask.has("spread") ? ask.number("spread", 1, 1_000) : 0;
    }

    private List<double[]> rows(Ask ask) {
        Table table = DataAsk.table(ask, tables);
        List<double[]> rows = LeastSquares.complete(table, DataAsk.columns(ask), MOST_ROWS);
        double spread = spread(ask);
        if (spread == 0) {
            return rows;
        }
        double factor = factor(rows, spread);
        return rows.stream().map(row -> new double[] {row[0], factor * row[1], row[2]}).toList();
    }

    /// What makes the second column that many times as wide as the first.
    private static double factor(List<double[]> rows, double spread) {
        double first = ScaledPlane.unit(rows.stream().mapToDouble(row -> row[0]).toArray(), Scale.STANDARD);
        double second = ScaledPlane.unit(rows.stream().mapToDouble(row -> row[1]).toArray(), Scale.STANDARD);
        return spread * first / second;
    }

    /// In weights of the columns as they are.
    private static double[] usualStart(List<double[]> rows) {
        ScaledPlane standard = ScaledPlane.of(rows, Scale.STANDARD, 1);
        double[] start = standard.usualStart();
        return new double[] {start[0] / standard.units()[0], start[1] / standard.units()[1]};
    }

    private static Optimizer sgd(double lr) {
        return Optimizers.byName("sgd").withLr(lr);
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
