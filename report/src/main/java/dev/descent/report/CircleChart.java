package dev.descent.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// A loss and its linear model around a point: lines of equal loss, the model's straight ones dashed at the same values,
/// a circle, an arrow from its centre and points in it. Both axes have the same unit.
///
/// A value to configure: every method returns a changed copy.
public final class CircleChart implements Chart {

    private static final double WIDTH = 620;
    private static final int CORNERS = 240;
    private static final List<Double> DASH = List.of(5.0, 4.0);

    /// A place with a name; an arrow leads to it from the centre, or a ring marks it.
    private record Place(double x, double y, String words, boolean arrow) {
    }

    private final String title;
    private final String xName;
    private final String yName;
    private final Relief loss;
    private final Relief model;
    private final double[] centre;
    private final double radius;
    private final List<Place> places;

    private CircleChart(String title, String xName, String yName, Relief loss, Relief model, double[] centre,
            double radius, List<Place> places) {
        this.title = title;
        this.xName = xName;
        this.yName = yName;
        this.loss = loss;
        this.model = model;
        this.centre = centre;
        this.radius = radius;
        this.places = List.copyOf(places);
    }

    /// A circle without arrow and points.
    ///
    /// @param loss   the surface; its range is the picture's window
    /// @param model  the linear model over the same window
    /// @param centre (2) the circle's
    public static CircleChart of(String title, String xName, String yName, Relief loss, Relief model, double[] centre,
            double radius) {
        return new CircleChart(title, xName, yName, loss, model, centre.clone(), radius, List.of());
    }

    /// An arrow from the centre.
    public CircleChart arrow(double x, double y, String words) {
        return with(new Place(x, y, words, true));
    }

    /// A ring around a point.
    public CircleChart point(double x, double y, String words) {
        return with(new Place(x, y, words, false));
    }

    private CircleChart with(Place place) {
        List<Place> all = new ArrayList<>(places);
        all.add(place);
        return new CircleChart(title, xName, yName, loss, model, centre, radius, all);
    }

    @Override
    public Scene scene() {
        Frame first = frame(WIDTH);
        double unit = (first.x().to() - first.x().from()) / (first.x().max() - first.x().min());
        double height = WIDTH + unit * (first.y().max() - first.y().min()) - (first.y().from() - first.y().to());
        Frame frame = frame(height);
        Box plot = new Box(frame.x().from(), frame.y().to(), frame.x().to(), frame.y().from());
        EndLabels labels = new EndLabels(plot);
        List<Mark> inside = new ArrayList<>();
        List<Mark> over = new ArrayList<>();
        List<EndLabels.End> words = new ArrayList<>();
        List<double[][]> loud = new ArrayList<>();
        for (double level : Levels.of(loss)) {
            for (double[][] line : MarchingSquares.lines(model, level)) {
                inside.add(new Mark.Line(pixels(frame.x(), line[0]), pixels(frame.y(), line[1]),
                        new Mark.Stroke(Ink.QUIET, 1, DASH, 0.9)));
            }
        }
        double[][] ring = ring(frame);
        loud.add(ring);
        labels.avoid(ring[0], ring[1]);
        inside.add(new Mark.Line(ring[0], ring[1], Mark.Stroke.solid(Ink.GROUND, 5)));
        inside.add(new Mark.Line(ring[0], ring[1], Mark.Stroke.solid(Ink.TEXT, 1.8)));
        double x0 = frame.x().pixel(centre[0]);
        double y0 = frame.y().pixel(centre[1]);
        for (Place place : places) {
            draw(place, frame, x0, y0, over, labels, words, loud);
        }
        over.add(new Mark.Symbol(Mark.Shape.DISC, x0, y0, 4.2, Ink.TEXT, Ink.GROUND));
        labels.avoid(new Box(x0 - 6, y0 - 6, x0 + 6, y0 + 6));
        words.add(new EndLabels.End("(a, b)", x0, y0, Ink.TEXT, false));
        ReliefDrawing ground = new ReliefDrawing(loss, frame.x(), frame.y(), plot);
        List<Mark> marks = new ArrayList<>(ground.ground());
        marks.addAll(frame.marks());
        List<Mark> placed = labels.place(words, 0);
        marks.addAll(ground.values(loud, new ArrayList<>(labels.taken())));
        marks.add(new Mark.Clip(plot.left(), plot.top(), plot.right() - plot.left(), plot.bottom() - plot.top(),
                inside));
        marks.addAll(over);
        marks.addAll(placed);
        marks.add(new Mark.Text("dashed: the linear model at the same values", plot.right(), plot.top() - 10,
                Frame.TICK_SIZE, false, Mark.Anchor.END, 0, Ink.QUIET, null));
        return new Scene(WIDTH, height, title, description(), marks);
    }

    private void draw(Place place, Frame frame, double x0, double y0, List<Mark> over, EndLabels labels,
            List<EndLabels.End> words, List<double[][]> loud) {
        double x = frame.x().pixel(place.x);
        double y = frame.y().pixel(place.y);
        double length = Math.hypot(x - x0, y - y0);
        Ink ink = place.arrow ? Ink.PATH : Ink.MINIMUM;
        if (place.arrow && length > 0) {
            double dx = (x - x0) / length;
            double dy = (y - y0) / length;
            double[][] shaft = {{x0, x - 9 * dx}, {y0, y - 9 * dy}};
            over.add(new Mark.Line(shaft[0], shaft[1], Mark.Stroke.solid(Ink.GROUND, 6)));
            over.add(new Mark.Line(shaft[0], shaft[1], Mark.Stroke.solid(ink, 2.4)));
            over.addAll(ArrowHead.marks(x, y, dx, dy, ink));
            labels.avoid(shaft[0], shaft[1]);
            loud.add(shaft);
        } else {
            over.add(new Mark.Symbol(Mark.Shape.RING, x, y, 7, ink, Ink.GROUND));
        }
        labels.avoid(new Box(x - 8, y - 8, x + 8, y + 8));
        words.add(new EndLabels.End(place.words, x, y, ink, false));
        over.add(new Mark.Hover(x, y, 8, place.words + " at (" + Numbers.setting(place.x) + ", "
                + Numbers.setting(place.y) + ")"));
    }

    private Frame frame(double height) {
        double[] x = loss.x();
        double[] y = loss.y();
        return Frame.of(WIDTH, height, title, xName, yName, new Scale(x[0], x[x.length - 1], 0, 1, false, false),
                new Scale(y[0], y[y.length - 1], 0, 1, false, false), 8, 0, false);
    }

    private double[][] ring(Frame frame) {
        double[][] ring = new double[2][CORNERS + 1];
        for (int i = 0; i <= CORNERS; i++) {
            double angle = 2 * Math.PI * i / CORNERS;
            ring[0][i] = frame.x().pixel(centre[0] + radius * StrictMath.cos(angle));
            ring[1][i] = frame.y().pixel(centre[1] + radius * StrictMath.sin(angle));
        }
        return ring;
    }

    private static double[] pixels(Scale scale, double[] values) {
        return Arrays.stream(values).map(scale::pixel).toArray();
    }

    private String description() {
        return "Lines of equal loss over " + xName + " and " + yName + " and, dashed, of its linear model around ("
                + Numbers.setting(centre[0]) + ", " + Numbers.setting(centre[1]) + "), with the circle of radius "
                + Numbers.setting(radius) + ". "
                + places.stream().map(place -> place.words + " (" + Numbers.setting(place.x) + ", "
                        + Numbers.setting(place.y) + ")").collect(Collectors.joining("; "))
                + ".";
    }
}
