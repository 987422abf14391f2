package dev.descent.lab.pages;

import dev.descent.common.DescentException;
import dev.descent.data.Column;
import dev.descent.data.Examples;
import dev.descent.data.PreparationOptions;
import dev.descent.data.Scale;
import dev.descent.data.Split;
import dev.descent.data.Table;
import dev.descent.lab.web.Answer;
import dev.descent.practice.Classroom;
import dev.descent.practice.NeuronPlane;
import dev.descent.practice.ScaledNetworks;
import dev.descent.report.Relief;
import dev.descent.report.Window;
import dev.descent.train.EpochPoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The network half of Feature scaling: what `descent practice scaling` trains, on the columns as they are and
/// standardised, and how the loss looks along two weights of one neuron.
final class NetworkScaling {

    /// More would keep the others waiting.
    private static final int MOST_ROWS = 6_000;
    /// Of the rows, for the pictures.
    private static final int DRAWN_ROWS = 200;
    private static final int GRID = 41;
    /// As far as a weight is moved to either side, on both sides of the picture.
    private static final double REACH = 1;
    /// A loss that is this many times gradient descent's on standardised features counts as arrived.
    private static final double NEAR = 1.1;
    private static final long SEED = 1;

    private NetworkScaling() {
    }

    /// @param columns two features and the target among the table's columns of numbers
    static Answer of(Table table, int[] columns) {
        List<Column.Numeric> numeric = LeastSquares.numeric(table, columns);
        String target = numeric.get(columns[2]).name();
        if (table.rows() > MOST_ROWS) {
            throw DescentException.usage("The network is trained here on at most " + MOST_ROWS + " rows, and "
                    + table.name() + " has " + table.rows() + ". In the terminal: descent practice scaling "
                    + table.name() + " --target " + target);
        }
        List<ScaledNetworks.Best> all = ScaledNetworks.of(new Classroom(table, PreparationOptions.of(target),
                Split.VALIDATION, Split.HOLD_OUT, SEED, false, 1));
        double near = NEAR * all.stream().filter(one -> one.scale() == Scale.STANDARD && one.rule().equals("sgd"))
                .mapToDouble(one -> one.relative(one.loss())).findFirst().orElseThrow();
        ScaledNetworks.Best raw = all.getFirst();
        Answer answer = new Answer().fact("target", target).fact("near", near).fact("epochs", ScaledNetworks.EPOCHS)
                .fact("trainingRows", raw.rows().train().rows()).fact("features", raw.rows().train().features())
                .fact("parameters", raw.run().model().network().count()).fact("reach", REACH)
                .fact("names", List.of(numeric.get(columns[0]).name(), numeric.get(columns[1]).name()));
        List<Map<String, @Nullable Object>> trainings = new ArrayList<>();
        for (int k = 0; k < all.size(); k++) {
            ScaledNetworks.Best one = all.get(k);
            double[] updates = one.run().history().stream().mapToDouble(EpochPoint::update).toArray();
            double[] losses = one.run().history().stream().mapToDouble(point -> one.relative(point.steeringLoss()))
                    .toArray();
            trainings.add(facts(one, near, updates, losses));
            answer.doubles("updates" + k, updates).doubles("loss" + k, losses);
        }
        answer.fact("trainings", trainings);
        side(answer, "raw", raw, columns(raw, numeric, columns));
        ScaledNetworks.Best scaled = all.get(2);
        side(answer, "scaled", scaled, columns(scaled, numeric, columns));
        return answer;
    }

    private static Map<String, @Nullable Object> facts(ScaledNetworks.Best one, double near, double[] updates,
            double[] losses) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("scale", one.scale().option());
        facts.put("bareTarget", !one.target());
        facts.put("rule", one.rule());
        facts.put("lr", one.rate());
        facts.put("validationLoss", finite(one.loss()));
        facts.put("loss", finite(one.relative(one.loss())));
        facts.put("tried", one.tried());
        facts.put("diverged", one.diverged());
        facts.put("arrived", IntStream.range(0, losses.length).filter(k -> losses[k] <= near)
                .mapToObj(k -> (Object) (long) updates[k]).findFirst().orElse(null));
        return facts;
    }

    /// Where the two features stand among the network's inputs.
    private static int[] columns(ScaledNetworks.Best one, List<Column.Numeric> numeric, int[] columns) {
        List<String> names = one.rows().preparation().featureNames();
        int[] places = IntStream.of(columns[0], columns[1]).map(c -> names.indexOf(numeric.get(c).name())).toArray();
        for (int k = 0; k < 2; k++) {
            if (places[k] < 0) {
                throw DescentException.data("Column \"" + numeric.get(columns[k]).name()
                        + "\" is no feature of the network (it is constant, looks like an id, or counts as classes); "
                        + "choose another column.");
            }
        }
        return places;
    }

    /// The loss along two weights around where gradient descent ended, and the rows in the units of this side.
    private static void side(Answer answer, String word, ScaledNetworks.Best best, int[] features) {
        NeuronPlane plane = new NeuronPlane(best, features, DRAWN_ROWS);
        double x = plane.end()[0];
        double y = plane.end()[1];
        Answer side = Ground.add(new Answer(), Relief.of(plane::loss,
                new Window(x - REACH, x + REACH, y - REACH, y + REACH), GRID, GRID));
        Examples train = best.rows().train();
        int count = Math.min(DRAWN_ROWS, train.rows());
        double[] points = new double[2 * count];
        for (int row = 0; row < count; row++) {
            points[2 * row] = train.x()[row * train.features() + features[0]];
            points[2 * row + 1] = train.x()[row * train.features() + features[1]];
        }
        answer.all(word, side.fact("end", plane.end()).fact("bends", plane.bends()).doubles("points", points));
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
