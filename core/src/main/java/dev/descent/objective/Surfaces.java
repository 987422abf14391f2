package dev.descent.objective;

import dev.descent.common.DescentException;
import dev.descent.common.Nearest;
import dev.descent.common.Recent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The classical surfaces, each an equation: `bowl` (with a condition number, `bowl:100`), `ravine`, `saddle`,
/// `plateau`, `two-minima`, `hills` (Himmelblau's function), `rosenbrock`, `beale`, `rastrigin`, `bend`.
///
/// Minima are given to a few digits and polished by Newton's method, so that they are exact to the last bits of a
/// double.
public final class Surfaces {

    private static final double DEFAULT_CONDITION = 10;
    private static final double MAX_CONDITION = 1e9;

    /// What stands in the table below.
    private record Entry(String name, String about, String text, double[] start, double[][] minima, Window window) {
    }

    private static final List<Entry> TABLE = List.of(
            new Entry("bowl", "a parabola: λ_max/λ_min is the condition number, bowl:100 makes it 100",
                    "(x^2 + κ*y^2)/2", at(-4, 1.5), minima(at(0, 0)), new Window(-5, 5, -3, 3)),
            new Entry("ravine", "a long narrow valley across the axes: steps zig-zag between its walls",
                    "(x + y)^2/100 + 2*(x - y)^2", at(-4, -2.5), minima(at(0, 0)), new Window(-5, 3, -5, 3)),
            new Entry("saddle", "uphill one way, downhill the other: the gradient vanishes where there is no minimum",
                    "x^2 - y^2 + y^4/4", at(-1.5, 0.001), minima(at(0, 1.4142), at(0, -1.4142)),
                    new Window(-2, 2, -2, 2)),
            new Entry("plateau", "flat far from the minimum: the gradient is almost zero long before it is reached",
                    "tanh((x^2 + y^2)/4)", at(-3, 2), minima(at(0, 0)), new Window(-4, 4, -4, 4)),
            new Entry("two-minima", "two valleys, one deeper: descent ends in the one it starts above",
                    "x^4/4 + x^3/3 - x^2 + y^2", at(2, 1.5), minima(at(-2, 0), at(1, 0)),
                    new Window(-3.2, 2.6, -2, 2)),
            new Entry("hills", "Himmelblau's function (1972): four minima of equal depth",
                    "(x^2 + y - 11)^2 + (x + y^2 - 7)^2", at(-0.5, -1),
                    minima(at(3, 2), at(-2.805118, 3.131313), at(-3.779310, -3.283186), at(3.584428, -1.848127)),
                    new Window(-5, 5, -5, 5)),
            new Entry("rosenbrock", "Rosenbrock's banana (1960): easy to enter the valley, slow to follow it",
                    "(1 - x)^2 + 100*(y - x^2)^2", at(-1.2, 1), minima(at(1, 1)), new Window(-2, 2, -1, 3)),
            new Entry("beale", "Beale's function (1958): flat middle, steep corners",
                    "(1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2", at(1, 1.5),
                    minima(at(3, 0.5)), new Window(-1, 4.5, -1.5, 2)),
            new Entry("rastrigin", "Rastrigin's egg box (1974): a minimum near every pair of whole numbers",
                    "20 + x^2 - 10*cos(2*pi*x) + y^2 - 10*cos(2*pi*y)", at(-2.3, 1.7), eggs(),
                    new Window(-3.5, 3.5, -3.5, 3.5)),
            new Entry("bend", "steep, flat, steep again along the way: Adagrad stalls on the flat, RMSProp does not",
                    "20 - 10*tanh(x + 3) - 10*tanh(x - 3) + (x - 5)^2/100 + (y - sin(x/2))^2", at(-4, 1),
                    minima(at(6.57, -0.14)), new Window(-5, 8, -2.5, 2.5)));

    private static final Recent<String, Surface> KNOWN = new Recent<>(64);

    private Surfaces() {
    }

    /// The names, in teaching order.
    public static List<String> names() {
        return TABLE.stream().map(Entry::name).toList();
    }

    /// All surfaces with their defaults.
    public static List<Surface> all() {
        return TABLE.stream().map(entry -> surface(entry, entry.name(), DEFAULT_CONDITION)).toList();
    }

    /// Whether a text is meant as a surface's name and not as a formula: a word of the table, with or without
    /// `:number`.
    public static boolean isName(String text) {
        return names().contains(text.split(":", 2)[0].strip());
    }

    /// The surface of a name; `bowl:100` gives the bowl's condition number.
    ///
    /// @throws DescentException (usage) if there is none, naming the nearest
    public static Surface byName(String name) {
        String[] parts = name.split(":", 2);
        Entry entry = TABLE.stream().filter(candidate -> candidate.name().equals(parts[0])).findFirst()
                .orElseThrow(() -> DescentException.usage("There is no surface \"" + parts[0] + "\"."
                        + Nearest.hint(parts[0], names()) + " The surfaces are " + String.join(", ", names())
                        + "; a formula can be typed too: \"x^2 + 10*y^2\"."));
        if (parts.length == 1) {
            return surface(entry, name, DEFAULT_CONDITION);
        }
        if (!entry.name().equals("bowl")) {
            throw DescentException.usage("The surface " + entry.name() + " takes no number, but \"" + name
                    + "\" gives it one. Only bowl does, its condition number: bowl:100.");
        }
        return surface(entry, name, condition(name, parts[1]));
    }

    /// The known surface whose equation a formula is, written the same way.
    static Optional<Surface> recognise(Formula formula) {
        return all().stream().filter(surface -> surface.formula().expression().equals(formula.expression()))
                .findFirst();
    }

    private static double condition(String name, String number) {
        try {
            double condition = Double.parseDouble(number);
            if (condition >= 1 && condition <= MAX_CONDITION) {
                return condition;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw DescentException.usage("'" + name + "' gives the bowl the condition number '" + number
                + "', expected a number from 1 to 1e9: bowl:100.");
    }

    /// Polishing minima takes its time, and pages name the same surface with every move of a hand.
    private static Surface surface(Entry entry, String name, double condition) {
        Surface known = KNOWN.of(name, _ -> made(entry, name, condition));
        return new Surface(name, known.about(), known.formula(), known.start().clone(), known.minima(), known.window());
    }

    private static Surface made(Entry entry, String name, double condition) {
        String number = condition == Math.rint(condition) ? String.valueOf((long) condition)
                : String.valueOf(condition);
        Formula formula = Formula.parse(entry.text().replace("κ", number));
        List<Minimum> minima = new ArrayList<>();
        for (double[] near : entry.minima()) {
            minima.add(MinimumSearch.from(formula, near).orElseThrow());
        }
        minima.sort((a, b) -> Double.compare(a.value(), b.value()));
        return new Surface(name, entry.about(), formula, entry.start().clone(), minima, entry.window());
    }

    /// Rastrigin's minima within the window lie close to whole numbers, a little nearer to the middle.
    private static double[][] eggs() {
        double[][] eggs = new double[49][];
        for (int i = 0; i < eggs.length; i++) {
            eggs[i] = at((i / 7 - 3) * 0.995, (i % 7 - 3) * 0.995);
        }
        return eggs;
    }

    private static double[] at(double x, double y) {
        return new double[] {x, y};
    }

    private static double[][] minima(double[]... points) {
        return points;
    }
}
