package dev.descent.lab.pages;

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
import dev.descent.objective.Walk;
import dev.descent.objective.WorkedUpdate;
import dev.descent.optim.Optimizer;
import dev.descent.optim.Optimizers;
import dev.descent.practice.Topic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// First steps: one update at a time down the loss of twenty examples, and what it buys to move after each of them.
public final class FirstSteps implements Page {

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
        return Topic.FIRST_STEPS.slug();
    }

    @Override
    public List<Question> questions() {
        return List.of(new Question("ground", this::ground), new Question("paths", this::paths),
                new Question("worked", this::worked));
    }

    /// The loss surface: its relief, its minimum, how it bends.
    private Answer ground(Ask ask) {
        TwoWeights on = TwoWeights.of(ask, tables);
        LeastSquares loss = on.loss();
        Minimum minimum = on.minimum();
        Answer answer = Ground.add(new Answer(), loss::value, on.window());
        return answer.fact("examples", loss.rows())
                .fact("minimum", minimum.point()).fact("minimumLoss", minimum.value())
                .fact("stableRate", loss.curvature().stableRate()).fact("start", on.usualStart())
                .fact("formula", loss.formula())
                .fact("equation", Printer.mathml(Optimizers.byName("sgd").rule()));
    }

    /// Both paths from a start: one update per pass, and one per example.
    private Answer paths(Ask ask) {
        TwoWeights on = TwoWeights.of(ask, tables);
        LeastSquares loss = on.loss();
        Minimum minimum = on.minimum();
        double[] start = on.start(ask);
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
        TwoWeights on = TwoWeights.of(ask, tables);
        LeastSquares loss = on.loss();
        double[] start = on.start(ask);
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
}
