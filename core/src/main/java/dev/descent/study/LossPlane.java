package dev.descent.study;

import dev.descent.common.DescentException;
import dev.descent.common.Json;
import dev.descent.data.Dataset;
import dev.descent.data.Prepared;
import dev.descent.nn.Parameters;
import dev.descent.objective.Numbers;
import dev.descent.objective.PrincipalPlane;
import dev.descent.objective.Window;
import dev.descent.train.EpochPoint;
import dev.descent.train.MetricsLog;
import dev.descent.train.Recipe;
import dev.descent.train.RunFolder;
import dev.descent.train.TrainingSteps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The training loss around the way that a run took, on the plane in which its weights moved most, and how wrong that
/// picture is.
///
/// The weights of a run live in thousands of dimensions, and a picture has two. What is drawn is the loss on the
/// [PrincipalPlane] of weights along the run; the run itself left that plane nearly everywhere. So each marker of the way
/// knows two losses: the true one, where the run was, and the plane's, at the nearest point of the plane. Where they
/// differ by more than a tenth the picture does not show what the run saw ([Marker#isOff]).
///
/// Weights along the way are not kept with a run; it is repeated from its beginning, which determinism makes exact, and
/// the last validation loss that was recorded must come out to the bit. A run that goes on is drawn as far as it measured.
///
/// ```java
/// LossPlane plane = LossPlane.of(runs.find("last"), table, (update, of) -> {});
/// double[][] grid = plane.grid(41);
/// ```
/// On one thread, and for one thread at a time.
public final class LossPlane {

    /// Markers of which the plane's loss is further from the true one than this share of it.
    public static final double OFF = 0.1;

    private static final int MOST_MARKERS = 48;
    private static final int FEWEST_MARKERS = 12;
    /// Parameters times markers: what lies in memory.
    private static final long KEPT = 5_000_000;
    /// Parameters times rows of one loss: a grid of 41 × 41 of them takes seconds.
    private static final long WORK = 20_000_000;
    private static final int MOST_ROWS = 2000;
    private static final int FEWEST_ROWS = 100;
    /// A run that left its first loss so far behind has diverged, and the way there would fill the picture.
    private static final double LOST = 10;
    private static final double MARGIN = 0.15;
    /// Width of the picture over its height, the same length being one unit both ways.
    private static final double SHAPE = 4.0 / 3;

    /// A place of the way.
    ///
    /// @param update    after which update the run was there
    /// @param x         coordinate along the first direction
    /// @param y         along the second
    /// @param loss      where the run was
    /// @param planeLoss at the nearest point of the plane
    public record Marker(long update, double x, double y, double loss, double planeLoss) {

        /// By what share of the true loss the plane's differs from it.
        public double gap() {
            double gap = Math.abs(planeLoss - loss);
            return gap == 0 ? 0 : gap / Math.abs(loss);
        }

        /// Whether the plane does not show what the run saw here.
        public boolean isOff() {
            return !(gap() <= OFF);
        }
    }

    /// Is told how far the run is repeated.
    @FunctionalInterface
    public interface Progress {

        /// @param update the newest update that was repeated
        /// @param of     how many there are
        void repeated(long update, long of);
    }

    private final LossSample sample;
    private final PrincipalPlane plane;
    private final List<Marker> markers;
    private final Window window;

    private LossPlane(LossSample sample, List<Weights> way) {
        this.sample = sample;
        plane = PrincipalPlane.of(way.stream().map(Weights::weights).toArray(float[][]::new));
        markers = way.stream().map(this::marker).toList();
        window = window(markers);
    }

    /// Weights on the way.
    private record Weights(long update, float[] weights) {
    }

    /// Repeats a run and lays the plane through its way.
    ///
    /// @param data     the data that the run began with
    /// @param progress is told of every update; repeating takes as long as the training did on one thread
    /// @throws DescentException (data) where the run has not moved yet, or cannot be repeated with these data
    public static LossPlane of(RunFolder run, Dataset data, Progress progress) {
        Recipe recipe = run.recipe();
        Prepared prepared = Prepared.of(data, recipe.data().preparation(), recipe.training().seed(),
                recipe.data().validation(), recipe.data().holdOut());
        List<EpochPoint> epochs = run.measurements().stream().filter(MetricsLog.Entry::epochEnd)
                .map(MetricsLog.Entry::point).toList();
        long updates = updates(run);
        TrainingSteps steps = TrainingSteps.replay(run, prepared, 0);
        long count = steps.network().count();
        LossSample sample = LossSample.of(steps, (int) Math.clamp(WORK / count, FEWEST_ROWS, MOST_ROWS));
        List<Weights> way = new ArrayList<>(List.of(new Weights(0, steps.parameters().compact())));
        double first = sample.loss(steps.parameters());
        long proof = epochs.isEmpty() ? -1 : epochs.getLast().update();
        for (long next : stops(updates, (int) Math.clamp(KEPT / count, FEWEST_MARKERS, MOST_MARKERS))) {
            boolean finite = true;
            while (steps.update() < next && finite) {
                finite = Double.isFinite(steps.step());
                progress.repeated(steps.update(), updates);
                if (steps.update() == proof) {
                    prove(run, epochs.getLast(), steps.validationLoss());
                }
            }
            double loss = finite ? sample.loss(steps.parameters()) : Double.NaN;
            if (!(loss <= LOST * first)) {
                break;
            }
            way.add(new Weights(steps.update(), steps.parameters().compact()));
        }
        float[] start = way.getFirst().weights();
        if (way.stream().allMatch(point -> Arrays.equals(point.weights(), start))) {
            throw DescentException.data("The run " + run.id() + (updates == 0 ? " has made no update yet"
                    : " diverged before there was a way to draw, or its weights never moved")
                    + ": there is no plane to lay through its way.");
        }
        return new LossPlane(sample, way);
    }

    private static long updates(RunFolder run) {
        Object result = run.json().get("result");
        if (result != null && Json.object(result, "result").get("updates") != null) {
            return Json.integer(Json.object(result, "result").get("updates"), "updates", 0, 1L << 53);
        }
        List<MetricsLog.Entry> measured = run.measurements();
        return measured.isEmpty() ? 0 : measured.getLast().point().update();
    }

    /// After which updates to look: close together at the beginning, where weights move fastest.
    private static long[] stops(long updates, int most) {
        int count = (int) Math.min(updates, most - 1L);
        return IntStream.rangeClosed(1, count)
                .mapToLong(i -> Math.max(i, Math.round((double) updates * i * i / ((double) count * count)))).toArray();
    }

    private static void prove(RunFolder run, EpochPoint recorded, double validationLoss) {
        if (Double.compare(recorded.validationLoss(), validationLoss) != 0) {
            throw DescentException.data("The run " + run.id() + " cannot be repeated: after " + recorded.update()
                    + " updates the validation loss is " + validationLoss + ", and was " + recorded.validationLoss()
                    + ". It was made from other data, or by another version of Descent: train anew to see its plane.");
        }
    }

    private Marker marker(Weights point) {
        double[] at = plane.project(point.weights());
        Parameters there = Parameters.fromCompact(sample.steps().network(), point.weights());
        return new Marker(point.update(), at[0], at[1], sample.loss(there), loss(at[0], at[1]));
    }

    private static Window window(List<Marker> markers) {
        double left = markers.stream().mapToDouble(Marker::x).min().orElseThrow();
        double right = markers.stream().mapToDouble(Marker::x).max().orElseThrow();
        double low = markers.stream().mapToDouble(Marker::y).min().orElseThrow();
        double high = markers.stream().mapToDouble(Marker::y).max().orElseThrow();
        double halfWidth = Math.max(right - left, SHAPE * (high - low)) * (0.5 + MARGIN);
        double x = (left + right) / 2;
        double y = (low + high) / 2;
        return new Window(x - halfWidth, x + halfWidth, y - halfWidth / SHAPE, y + halfWidth / SHAPE);
    }

    /// The loss at a point of the plane. Not finite where an output is not.
    public double loss(double x, double y) {
        double[] point = plane.at(x, y);
        float[] compact = new float[point.length];
        for (int k = 0; k < compact.length; k++) {
            compact[k] = (float) point[k];
        }
        return sample.loss(Parameters.fromCompact(sample.steps().network(), compact));
    }

    /// The losses on a grid over the [#window()].
    ///
    /// @param side points along each side, at least 2
    /// @return (side, side) row j from below, column i from the left
    public double[][] grid(int side) {
        double[][] grid = new double[side][side];
        for (int j = 0; j < side; j++) {
            for (int i = 0; i < side; i++) {
                grid[j][i] = loss(window.xLow() + (window.xHigh() - window.xLow()) * i / (side - 1),
                        window.yLow() + (window.yHigh() - window.yLow()) * j / (side - 1));
            }
        }
        return grid;
    }

    /// How far the picture can be trusted, in two sentences.
    public List<String> answer() {
        long off = markers.stream().filter(Marker::isOff).count();
        Marker worst = markers.stream().max(Comparator.comparingDouble(Marker::gap)).orElseThrow();
        String furthest = "furthest " + (worst.update() == 0 ? "at the start"
                : "after " + worst.update() + " updates") + ": " + Numbers.brief(worst.planeLoss())
                + " on the plane, truly " + Numbers.brief(worst.loss());
        return List.of("The plane holds " + Math.round(100 * plane.firstShare()) + "% + "
                + Math.round(100 * plane.secondShare()) + "% of the movement.",
                off == 0 ? "At none of " + markers.size() + " places is its loss further than 10% from the true one ("
                        + furthest + ")."
                        : "At " + off + " of " + markers.size()
                                + " places its loss is further than 10% from the true one (" + furthest
                                + "): there the picture does not show what the run saw.");
    }

    /// The plane.
    public PrincipalPlane plane() {
        return plane;
    }

    /// The way, from the initial weights to the end.
    public List<Marker> markers() {
        return markers;
    }

    /// The part of the plane that shows the way with some room around it.
    public Window window() {
        return window;
    }

    /// Over how many training rows losses are means.
    public int rows() {
        return sample.rows().rows();
    }
}
