package dev.descent.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Runs every benchmark for a moment at small sizes, so that none rots, and with it its check against plain Java.
class TwinsTest {

    @Test
    void run_everyBenchmark_givesTheResultsOfPlainJava() throws RunnerException {
        Collection<RunResult> results = new Runner(moment().include(".*Benchmark").build()).run();

        assertThat(results).hasSizeGreaterThan(40)
                .allSatisfy(result -> assertThat(result.getPrimaryResult().getScore()).isPositive());
    }

    @Test
    void check_aWayThatDiffersInOneBit_isTold() {
        Twin twin = new Twin() {
            private final float[] result = new float[2];

            @Override
            protected void prepare() {
                result[0] = 1;
            }

            @Override
            protected float[] plain() {
                return new float[] {1, 0.0f};
            }

            @Override
            protected List<Way> ways() {
                return List.of(new Way("minus zero", () -> {
                    result[0] = 1;
                    result[1] = -0.0f;
                }, result));
            }
        };
        twin.start();

        assertThatThrownBy(twin::check).isInstanceOf(IllegalStateException.class)
                .hasMessage("minus zero gives -0.0 at 1, plain Java 0.0");
    }

    /// One short iteration in this JVM. Sizes apply to the benchmarks that have them.
    private static ChainedOptionsBuilder moment() {
        return new OptionsBuilder().forks(0).warmupIterations(0).measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(10)).addProfiler(Rates.class).shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT).param("shape", "25x64x96").param("batch", "1", "17").param("units", "64")
                .param("inputs", "64").param("hidden", "20").param("numbers", "300").param("parameters", "1000");
    }
}
