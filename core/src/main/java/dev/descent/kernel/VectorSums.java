package dev.descent.kernel;

import dev.descent.equation.FixedSum;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// [FixedSum]'s 16 chains in vectors: chains c to c + w−1 are the lanes of one accumulator, so lanes never mix.
///
/// Two accumulators at a time; where a vector holds fewer than 8 doubles the row, which is in the nearest cache, is
/// read more than once. Loaded only where the module `jdk.incubator.vector` is there.
final class VectorSums {

    private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;
    private static final int W = D.length();
    /// As many floats as D has doubles.
    private static final VectorSpecies<Float> F = VectorSpecies.of(float.class,
            VectorShape.forBitSize(D.vectorBitSize() / 2));

    private VectorSums() {
    }

    /// How many chains one accumulator holds.
    static int lanes() {
        return W;
    }

    /// An accumulator with as many elements added as it has lanes, for generated loops.
    static DoubleVector add(DoubleVector sum, float[] a, int at) {
        return sum.add(widen(FloatVector.fromArray(F, a, at)));
    }

    /// See [#add(DoubleVector, float\[\], int)].
    static DoubleVector add(DoubleVector sum, double[] a, int at) {
        return sum.add(DoubleVector.fromArray(D, a, at));
    }

    /// Adds the whole groups of 16 among `count` elements to the chains; answers how many elements those are.
    static int add(float[] a, int at, int count, double[] chains) {
        int bound = count - count % FixedSum.CHAINS;
        for (int c = 0; c < FixedSum.CHAINS; c += 2 * W) {
            DoubleVector first = DoubleVector.fromArray(D, chains, c);
            DoubleVector second = DoubleVector.fromArray(D, chains, c + W);
            for (int j = c; j < bound; j += FixedSum.CHAINS) {
                first = first.add(widen(FloatVector.fromArray(F, a, at + j)));
                second = second.add(widen(FloatVector.fromArray(F, a, at + j + W)));
            }
            first.intoArray(chains, c);
            second.intoArray(chains, c + W);
        }
        return bound;
    }

    /// Adds the whole groups of 16 among `count` elements to the chains; answers how many elements those are.
    static int add(double[] a, int at, int count, double[] chains) {
        int bound = count - count % FixedSum.CHAINS;
        for (int c = 0; c < FixedSum.CHAINS; c += 2 * W) {
            DoubleVector first = DoubleVector.fromArray(D, chains, c);
            DoubleVector second = DoubleVector.fromArray(D, chains, c + W);
            for (int j = c; j < bound; j += FixedSum.CHAINS) {
                first = first.add(DoubleVector.fromArray(D, a, at + j));
                second = second.add(DoubleVector.fromArray(D, a, at + j + W));
            }
            first.intoArray(chains, c);
            second.intoArray(chains, c + W);
        }
        return bound;
    }

    private static DoubleVector widen(FloatVector half) {
        return (DoubleVector) half.convertShape(VectorOperators.F2D, D, 0);
    }
}
