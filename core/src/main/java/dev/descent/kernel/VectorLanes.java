package dev.descent.kernel;

import jdk.incubator.vector.FloatVector;

/// The part of [Lanes] that links against the Vector API; loaded only where the module is there.
final class VectorLanes {

    private VectorLanes() {
    }

    static int bits() {
        return FloatVector.SPECIES_PREFERRED.vectorBitSize();
    }

    static int floats() {
        return FloatVector.SPECIES_PREFERRED.length();
    }
}
