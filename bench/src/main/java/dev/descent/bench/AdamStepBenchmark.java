package dev.descent.bench;

import dev.descent.kernel.KernelMode;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Adam's step, compiled from its equation and written by hand. Before it measures it checks that both give the same
/// bits.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(value = 2, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-Xmx2g"})
public class AdamStepBenchmark {

    /// In the nearest caches, and far beyond them.
    @Param({"8192", "10000000"})
    int parameters;

    @Param({"VECTOR", "SCALAR"})
    KernelMode mode = KernelMode.VECTOR;

    /// JMH calls [#checked] first.
    @SuppressWarnings("NullAway.Init")
    private AdamWork work;

    @Setup(Level.Trial)
    public void checked() {
        work = new AdamWork(parameters, mode);
        for (int i = 0; i < 3; i++) {
            work.compiledStep();
            work.handWrittenStep();
        }
        work.check();
    }

    @Benchmark
    public void compiled() {
        work.compiledStep();
    }

    @Benchmark
    public void handWritten() {
        work.handWrittenStep();
    }
}
