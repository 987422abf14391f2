package dev.descent.kernel;

/// What the machine's vectors are, and whether this JVM may use them. This class never links against the Vector API,
/// so that it loads without the module.
public final class Lanes {

    private static final boolean AVAILABLE = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

    private Lanes() {
    }

    /// Whether the JVM was started with `--add-modules jdk.incubator.vector`.
    public static boolean available() {
        return AVAILABLE;
    }

    /// For people and for a run's provenance: `512-bit vectors, 16 floats` or `no vectors`.
    public static String describe() {
        return AVAILABLE
                ? VectorLanes.bits() + "-bit vectors, " + VectorLanes.floats() + " floats"
                : "no vectors (start with --add-modules jdk.incubator.vector for full speed)";
    }
}
