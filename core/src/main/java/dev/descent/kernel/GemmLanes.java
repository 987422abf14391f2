package dev.descent.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Constants of the machine's vectors that the dense kernels read.
final class GemmLanes {

    /// Partial chains of a dot, and what rows are padded to: a logical count, made of as many vectors as it takes.
    static final int GROUP = 16;

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    /// Lanes of a vector: 4, 8 or 16.
    static final int LANES = SPECIES.length();

    /// Lanes whose number has the bit, for folding dots; see [GemmCompiler].
    static final VectorMask<Float> UPPER8 = upper(8);
    static final VectorMask<Float> UPPER4 = upper(4);
    static final VectorMask<Float> UPPER2 = upper(2);
    static final VectorMask<Float> UPPER1 = upper(1);

    /// Exchanges each lane with the one whose number differs in the bit.
    static final VectorShuffle<Float> PARTNER8 = partner(8);
    static final VectorShuffle<Float> PARTNER4 = partner(4);
    static final VectorShuffle<Float> PARTNER2 = partner(2);
    static final VectorShuffle<Float> PARTNER1 = partner(1);

    private GemmLanes() {
    }

    private static VectorMask<Float> upper(int bit) {
        long lanes = 0;
        for (int i = 0; i < LANES; i++) {
            lanes |= (i & bit) == 0 ? 0L : 1L << i;
        }
        return VectorMask.fromLong(SPECIES, lanes);
    }

    private static VectorShuffle<Float> partner(int bit) {
        return VectorShuffle.fromOp(SPECIES, i -> (i ^ bit) % LANES);
    }
}
