package dev.descent.bench;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// A benchmark of ways to one result. Before it measures it takes the result from plain Java, the kernels' twin; after it
/// has measured, when the code is compiled as it was timed, it runs each way once more and compares all bits. How long is
/// measured, and in what JVM, stands here for all.
///
/// The forked JVM takes vectors from the first call on: what is timed never changes its code on the way.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-XX:+UseSerialGC", "-Xmx2g",
        "-Ddescent.kernels=vector"})
public abstract class Twin {

    /// A way to the result.
    ///
    /// @param name      for the message where it differs
    /// @param run       fills `result`, from a fresh start where calls go on from one another
    /// @param result    as long as the expected one, overwritten
    /// @param tolerance 0 compares bits; else how far it may be off, relative to the larger of 1 and the number
    protected record Way(String name, Runnable run, float[] result, double tolerance) {

        /// One that must give the same bits.
        public Way(String name, Runnable run, float[] result) {
            this(name, run, result, 0);
        }

        private void check(float[] expected) {
            Arrays.fill(result, Float.NaN);
            run.run();
            int at = tolerance == 0 ? Arrays.mismatch(result, expected) : farOff(expected);
            if (at >= 0) {
                throw new IllegalStateException(name + " gives " + result[at] + " at " + at + ", plain Java "
                        + expected[at]);
            }
        }

        private int farOff(float[] expected) {
            for (int i = 0; i < expected.length; i++) {
                // A NaN is never near.
                if (!(Math.abs(result[i] - expected[i]) <= tolerance * Math.max(1, Math.abs(expected[i])))) {
                    return i;
                }
            }
            return -1;
        }
    }

    private float[] expected = {};

    /// Makes the operands; parameters are set.
    protected abstract void prepare();

    /// The result in plain Java; a new array, or one that no way writes.
    protected abstract float[] plain();

    /// All ways that are measured.
    protected abstract List<Way> ways();

    /// Floating-point operations of a call, 0 where nobody asks.
    protected double operations() {
        return 0;
    }

    /// Bytes that a call must read and write, 0 where nobody asks.
    protected double bytes() {
        return 0;
    }

    /// JMH calls it before the first iteration.
    @Setup(Level.Trial)
    public void start() {
        prepare();
        expected = plain();
        Rates.ofCall(operations(), bytes());
    }

    /// JMH calls it after the last iteration.
    ///
    /// @throws IllegalStateException where a way differs from plain Java
    @TearDown(Level.Trial)
    public void check() {
        ways().forEach(way -> way.check(expected));
    }
}
