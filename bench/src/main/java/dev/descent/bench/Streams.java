package dev.descent.bench;

import dev.descent.equation.Loop;
import dev.descent.optim.Traffic;
import java.util.ArrayList;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Bare memory traffic: arrays read, read and written, or written, all at once, with next to no arithmetic. What no loop
/// over as many streams can beat.
final class Streams {

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;

    private final float[][] read;
    private final float[][] changed;
    private final float[][] written;
    /// Keeps what is only read from being left out.
    @SuppressWarnings("unused")
    private volatile float sink;

    /// @param read    arrays that are read only
    /// @param changed arrays that are read and written
    /// @param written arrays that are written only
    Streams(float[][] read, float[][] changed, float[][] written) {
        this.read = read.clone();
        this.changed = changed.clone();
        this.written = written.clone();
    }

    /// The traffic of a loop over arrays.
    ///
    /// @param arrays in the order of the loop's
    static Streams of(Loop loop, float[][] arrays) {
        Traffic traffic = Traffic.of(loop);
        List<float[]> read = new ArrayList<>();
        List<float[]> changed = new ArrayList<>();
        List<float[]> written = new ArrayList<>();
        for (int a = 0; a < arrays.length; a++) {
            String name = loop.arrays().get(a);
            boolean reads = traffic.reads().contains(name);
            if (traffic.writes().contains(name)) {
                (reads ? changed : written).add(arrays[a]);
            } else if (reads) {
                read.add(arrays[a]);
            }
        }
        return new Streams(read.toArray(float[][]::new), changed.toArray(float[][]::new),
                written.toArray(float[][]::new));
    }

    /// Adds the sum of what is only read to what is changed, and puts it where is only written.
    void run(int from, int to) {
        FloatVector all = FloatVector.zero(S);
        int i = from;
        for (int bound = from + S.loopBound(to - from); i < bound; i += S.length()) {
            FloatVector sum = FloatVector.zero(S);
            for (float[] array : read) {
                sum = sum.add(FloatVector.fromArray(S, array, i));
            }
            for (float[] array : changed) {
                FloatVector.fromArray(S, array, i).add(sum).intoArray(array, i);
            }
            for (float[] array : written) {
                sum.intoArray(array, i);
            }
            all = all.add(sum);
        }
        float rest = all.reduceLanes(VectorOperators.ADD);
        for (; i < to; i++) {
            float sum = 0;
            for (float[] array : read) {
                sum += array[i];
            }
            for (float[] array : changed) {
                array[i] += sum;
            }
            for (float[] array : written) {
                array[i] = sum;
            }
            rest += sum;
        }
        sink = rest;
    }
}
