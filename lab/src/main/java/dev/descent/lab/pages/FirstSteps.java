package dev.descent.lab.pages;

import dev.descent.common.DescentException;
import dev.descent.data.Batches;
import dev.descent.data.Shuffle;
import dev.descent.data.Table;
import dev.descent.equation.Printer;
import dev.descent.lab.web.Answer;
import dev.descent.lab.web.Ask;
import dev.descent.lab.web.Page;
import dev.descent.lab.web.Question;
import dev.descent.objective.Minimum;
import dev.descent.objective.Numbers;
import dev.descent.objective.Start;
import dev.descent.objective.Walk;
import dev.descent.objective.Window;
import dev.descent.objective.WorkedUpdate;
import dev.descent.optim.Optimizer;
import dev.descent.optim.Optimizers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// First steps: one update at a time down the loss of twenty examples, and what it buys to move after each of them.
public final class FirstSteps implements Page {

    private static final int EXAMPLES = 20;
    private static final int MOST_PASSES = 50;
    /// How far gradient descent is followed to see when it gets where the other is.
    private static final int CATCH_UP = 10_000;
    private static final double MOST_RATE = 10;
    private static final double LEAST_RATE = 1e-6;

    private final Map<String, Table> tables;

    /// @param tables the data by id
    public FirstSteps(Map<String, Table> tables) {
        this.tables = tables;
    }

    @Override
    public String slug() {
        return "first-steps";
    }

    @Override
    public List<Question> questions() {
        return List.of(new Question("ground", this::ground), new Question("paths", this::paths),
                new Question("worked", this::worked));
    }

    /// The loss surface: its relief, its minimum, how it bends.
    private Answer ground(Ask ask) {
        LeastSquares loss = loss(ask);
        Minimum minimum = loss.minimum();
        Window window = window(minimum);
        Answer answer = Ground.add(new Answer(), loss::value, window);
        return answer.fact("examples", loss.rows())
                .fact("minimum", minimum.point()).fact("minimumLoss", minimum.value())
                .fact("stableRate", loss.curvature().stableRate()).fact("start", usualStart(window))
                .fact("formula", loss.formula())
                .fact("equation", Printer.mathml(Optimizers.byName("sgd").rule()));
    }

    /// Both paths from a start: one update per pass, and one per example.
    private Answer paths(Ask ask) {
        LeastSquares loss = loss(ask);
        Minimum minimum = loss.minimum();
        double[] start = start(ask, window(minimum));
        double lr = ask.number("lr", LEAST_RATE, MOST_RATE);
        int passes = ask.integer("passes", 1, MOST_PASSES);
        Optimizer optimizer = Optimizers.byName("sgd").withLr(lr);
        RowWalk whole = new RowWalk(loss, optimizer, start, CATCH_UP);
        while (whole.alive() && whole.updates() < passes) {
            whole.update(loss);
        }
        Batches batches = new Batches(loss.rows(), 1, Shuffle.EACH_EPOCH, ask.seed("seed"));
        RowWalk single = new RowWalk(loss, optimizer, start, passes * loss.rows());
        int[] order = new int[passes * loss.rows()];
        for (int pass = 0; pass < passes; pass++) {
            int[] rows = batches.order(pass);
            System.arraycopy(rows, 0, order, pass * rows.length, rows.length);
            for (int k = 0; single.alive() && k < rows.length; k++) {
                single.update(loss.row(rows[k]));
            }
        }
        Answer answer = new Answer().fact("start", start).fact("examples", loss.rows()).fact("passes", passes)
                .integers("order", order);
        whole.add(answer, "gd");
        single.add(answer, "sgd");
        Double afterOnePass = single.lossAfter(loss.rows());
        return answer.fact("startLoss", whole.lossAfter(0)).fact("gdOnePass", whole.lossAfter(1))
                .fact("sgdOnePass", afterOnePass).fact("gdPassesToThere", whole.continued(afterOnePass))
                .fact("sgdLastPassLow", single.extreme(loss.rows(), false))
                .fact("sgdLastPassHigh", single.extreme(loss.rows(), true))
                .fact("minimumLoss", minimum.value()).fact("stableRate", loss.curvature().stableRate());
    }

    /// One update of gradient descent worked out, line by line.
    private Answer worked(Ask ask) {
        LeastSquares loss = loss(ask);
        double[] start = start(ask, window(loss.minimum()));
        int update = ask.integer("update", 1, MOST_PASSES);
        Walk walk = Walk.of(loss, Optimizers.byName("sgd").withLr(ask.number("lr", LEAST_RATE, MOST_RATE)))
                .from(start).updates(update);
        List<WorkedUpdate> updates = WorkedUpdate.first(walk, update);
        WorkedUpdate last = updates.getLast();
        List<Map<String, String>> lines = new ArrayList<>();
        for (WorkedUpdate.Line line : last.lines()) {
            Map<String, String> entry = new LinkedHashMap<>();
            entry.put("target", line.target());
            entry.put("symbols", line.symbols());
            entry.put("numbers", line.numbers());
            entry.put("result", Numbers.vector(line.result(), 2));
            lines.add(entry);
        }
        return new Answer().fact("update", last.update()).fact("lines", lines).fact("gradient", last.gradient())
                .fact("before", last.value()).fact("after", loss.value(last.after()[0], last.after()[1]));
    }

    private LeastSquares loss(Ask ask) {
        String id = ask.id("data");
        Table table = tables.get(id);
        if (table == null) {
            throw DescentException.usage("There is no data \"" + id + "\" in this laboratory; there are "
                    + String.join(", ", tables.keySet()) + ".");
        }
        int[] columns = {0, 1, 2};
        if (ask.has("columns")) {
            columns = Arrays.stream(ask.numbers("columns", 3)).mapToInt(c -> (int) Math.max(0, c)).toArray();
        }
        return LeastSquares.of(table, columns, EXAMPLES);
    }

    /// As asked: numbers, `random` with the seed, or nothing for the usual.
    private static double[] start(Ask ask, Window window) {
        if (ask.has("start")) {
            return ask.numbers("start", 2);
        }
        if (ask.has("randomStart")) {
            return Start.random(2, window, ask.seed("randomStart"));
        }
        return usualStart(window);
    }

    /// Around the minimum, five units wide to three high; the chart gives both weights the same scale.
    private static Window window(Minimum minimum) {
        double reach = 0;
        for (double weight : minimum.point()) {
            reach = Math.max(reach, Math.abs(weight));
        }
        double half = reach == 0 ? 1 : 2 * reach;
        double x = minimum.point()[0];
        double y = minimum.point()[1];
        return new Window(x - half, x + half, y - 0.6 * half, y + 0.6 * half);
    }

    private static double[] usualStart(Window window) {
        return new double[] {rounded(window.xLow() + 0.12 * (window.xHigh() - window.xLow()), window),
                rounded(window.yLow() + 0.85 * (window.yHigh() - window.yLow()), window)};
    }

    /// To about a thousandth of the window, so that the printed start is the start.
    private static double rounded(double value, Window window) {
        double unit = StrictMath.pow(10, Math.floor(StrictMath.log10(window.xHigh() - window.xLow())) - 2);
        return new java.math.BigDecimal(Math.rint(value / unit) * unit).round(new java.math.MathContext(4))
                .doubleValue();
    }
}
