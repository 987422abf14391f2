package dev.descent.lab.pages;

import dev.descent.lab.web.Answer;
import dev.descent.lab.web.Ask;
import dev.descent.lab.web.Page;
import dev.descent.lab.web.Question;
import dev.descent.objective.Surface;
import dev.descent.objective.Surfaces;
import dev.descent.objective.TaylorCircle;
import dev.descent.objective.Window;
import dev.descent.practice.Topic;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Why it works: inside a small enough circle a loss is almost a plane, and a plane is lowest straight against its slope.
public final class WhyItWorks implements Page {

    @Override
    public String slug() {
        return Topic.WHY.slug();
    }

    @Override
    public List<Question> questions() {
        return List.of(new Question("ground", WhyItWorks::ground), new Question("circle", WhyItWorks::circle));
    }

    private static Answer ground(Ask ask) {
        Surface surface = SurfaceAsk.of(ask);
        return SurfaceAsk.ground(surface).fact("names", Surfaces.names());
    }

    private static Answer circle(Ask ask) {
        Surface surface = SurfaceAsk.of(ask);
        double[] centre = ask.has("start") ? ask.numbers("start", 2) : usualCentre(surface);
        TaylorCircle circle = TaylorCircle.of(surface.formula(), centre, ask.number("radius", 1e-6, 1e3));
        List<TaylorCircle.Ring> rings = circle.rings().reversed();
        TaylorCircle.Ring whole = circle.rings().getFirst();
        return new Answer().fact("centre", circle.centre()).fact("s", circle.s()).fact("gradient", circle.gradient())
                .fact("slope", circle.slope()).fact("eta", circle.eta()).fact("linear", circle.linear().delta())
                .fact("linearModel", circle.linear().model()).fact("linearLoss", circle.linear().loss())
                .fact("lowest", circle.lowest().delta()).fact("lowestLoss", circle.lowest().loss())
                .fact("error", whole.error()).fact("angle", whole.angle()).fact("promised", whole.promised())
                .fact("delivered", whole.delivered()).fact("halvedError", circle.rings().get(1).error())
                .fact("order", circle.order()).fact("half", circle.half()).fact("broken", circle.broken())
                .doubles("radii", of(rings, TaylorCircle.Ring::radius))
                .doubles("errors", of(rings, TaylorCircle.Ring::error))
                .doubles("promises", of(rings, TaylorCircle.Ring::promised))
                .doubles("angles", of(rings, TaylorCircle.Ring::angle));
    }

    /// Between the surface's start and the middle of its picture, so that the circle is seen whole.
    private static double[] usualCentre(Surface surface) {
        Window window = surface.window();
        return new double[] {between(surface.start()[0], window.xLow(), window.xHigh()),
                between(surface.start()[1], window.yLow(), window.yHigh())};
    }

    private static double between(double start, double low, double high) {
        return Math.rint(100 * (start + (low + high) / 2) / 2) / 100;
    }

    private static double[] of(List<TaylorCircle.Ring> rings, ToDoubleFunction<TaylorCircle.Ring> value) {
        return rings.stream().mapToDouble(value).toArray();
    }
}
