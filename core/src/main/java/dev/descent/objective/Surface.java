package dev.descent.objective;

import java.util.List;
import java.util.Optional;

/// A function of parameters with what is known about it: a named surface, or a formula typed by a person.
///
/// @param name    as people type it, `bowl:100`; the text of a typed formula
/// @param about   one sentence: what it teaches; empty for a typed formula
/// @param formula its equation
/// @param start   where a walk begins unless told otherwise, coordinates in the formula's order
/// @param minima  the known minima, lowest first
/// @param window  the part worth a picture
public record Surface(String name, String about, Formula formula, double[] start, List<Minimum> minima,
        Window window) {

    public Surface {
        minima = List.copyOf(minima);
    }

    /// A typed formula: if it is a known surface that surface; else its minima are searched for over
    /// [Window#DEFAULT] where it has two coordinates, and the start is random.
    ///
    /// @param seed of the random start
    public static Surface of(Formula formula, long seed) {
        return of(formula, Window.DEFAULT, seed);
    }

    /// The same over another part of the plane than [Window#DEFAULT].
    public static Surface of(Formula formula, Window window, long seed) {
        return Surfaces.recognise(formula).orElseGet(() -> new Surface(formula.text(), "", formula,
                Start.random(formula.size(), window, seed),
                formula.size() == 2 ? MinimumSearch.in(formula, window) : List.of(), window));
    }

    /// The lowest known minimum, if it lies below a value by more than rounding and an unfinished descent explain.
    ///
    /// @param value where a walk ended
    /// @param point where a walk ended; a minimum this near is the one it is about to reach, not another one
    public Optional<Minimum> lowerThan(double value, double[] point) {
        return minima.stream()
                .filter(minimum -> minimum.value() < value - 1e-9 * Math.max(1, Math.abs(value)))
                .filter(minimum -> nearest(point).filter(near -> near.equals(minimum)).isEmpty())
                .findFirst();
    }

    /// The known minimum nearest to a point.
    public Optional<Minimum> nearest(double[] point) {
        return minima.stream().min((a, b) -> Double.compare(distance(a.point(), point), distance(b.point(), point)));
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(sum);
    }
}
