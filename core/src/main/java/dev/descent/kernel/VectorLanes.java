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

    /// Multiply-adds in twelve independent chains, enough to fill two units of latency four or five, and says how many
    /// there were.
    static double multiplyAdds(int rounds, float seed) {
        FloatVector factor = FloatVector.broadcast(FloatVector.SPECIES_PREFERRED, 0.999f + seed);
        FloatVector term = FloatVector.broadcast(FloatVector.SPECIES_PREFERRED, 1e-3f);
        FloatVector a = FloatVector.broadcast(FloatVector.SPECIES_PREFERRED, 1.00f + seed);
        FloatVector b = FloatVector.broadcast(FloatVector.SPECIES_PREFERRED, 1.01f + seed);
        FloatVector c = FloatVector.broadcast(FloatVector.SPECIES_PREFERRED, 1.02f + seed);
        FloatVector d = FloatVector.broadcast(FloatVector.SPECIES_PREFERRED, 1.03f + seed);
        FloatVector e = FloatVector.broadcast(FloatVector.SPECIES_PREFERRED, 1.04f + seed);
        FloatVector f = FloatVector.broadcast(FloatVector.SPECIES_PREFERRED, 1.05f + seed);
        FloatVector g = FloatVector.broadcast(FloatVector.SPECIES_PREFERRED, 1.06f + seed);
        FloatVector h = FloatVector.broadcast(FloatVector.SPECIES_PREFERRED, 1.07f + seed);
        FloatVector i = FloatVector.broadcast(FloatVector.SPECIES_PREFERRED, 1.08f + seed);
        FloatVector j = FloatVector.broadcast(FloatVector.SPECIES_PREFERRED, 1.09f + seed);
        FloatVector k = FloatVector.broadcast(FloatVector.SPECIES_PREFERRED, 1.10f + seed);
        FloatVector l = FloatVector.broadcast(FloatVector.SPECIES_PREFERRED, 1.11f + seed);
        for (int round = 0; round < rounds; round++) {
            a = a.fma(factor, term);
            b = b.fma(factor, term);
            c = c.fma(factor, term);
            d = d.fma(factor, term);
            e = e.fma(factor, term);
            f = f.fma(factor, term);
            g = g.fma(factor, term);
            h = h.fma(factor, term);
            i = i.fma(factor, term);
            j = j.fma(factor, term);
            k = k.fma(factor, term);
            l = l.fma(factor, term);
        }
        float used = a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j).add(k).add(l).lane(0);
        return 12.0 * rounds * FloatVector.SPECIES_PREFERRED.length() * (used > Float.MAX_VALUE ? 0 : 1);
    }
}
