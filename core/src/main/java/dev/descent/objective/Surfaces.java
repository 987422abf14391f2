package dev.descent.objective;

import java.util.List;

/// The classical surfaces, each an equation: `bowl` (with a condition number, `bowl:100`), `ravine`, `saddle`,
/// `plateau`, `two-minima`, `hills` (Himmelblau's function), `rosenbrock`, `beale`, `rastrigin`, `bend`.
public final class Surfaces {

    private Surfaces() {
    }

    /// The names, in teaching order.
    public static List<String> names() {
        return List.of("bowl", "ravine", "saddle", "plateau", "two-minima", "hills", "rosenbrock", "beale",
                "rastrigin", "bend");
    }

    /// All surfaces with their defaults.
    public static List<Surface> all() {
        return names().stream().map(Surfaces::byName).toList();
    }

    /// The surface of a name; `bowl:100` gives the bowl's condition number.
    ///
    /// @throws dev.descent.common.DescentException if there is none, naming the nearest
    public static Surface byName(String name) {
        throw new UnsupportedOperationException(name);
    }
}
