package dev.descent.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/// Gives each benchmark's GFLOP/s and GB/s beside its time: `-prof dev.descent.bench.Rates`.
public final class Rates implements InternalProfiler {

    /// Of the benchmark that runs in this JVM; JMH makes profilers and benchmarks apart from each other.
    private static volatile double operations;
    private static volatile double bytes;

    static void ofCall(double operationsOfCall, double bytesOfCall) {
        operations = operationsOfCall;
        bytes = bytesOfCall;
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        // The score says how long a call took.
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(BenchmarkParams benchmark, IterationParams iteration,
            IterationResult result) {
        double nanos = result.getPrimaryResult().getScore() * benchmark.getTimeUnit().toNanos(1);
        List<Result<?>> rates = new ArrayList<>();
        add(rates, "GFLOP/s", operations / nanos);
        add(rates, "GB/s", bytes / nanos);
        return rates;
    }

    private static void add(List<Result<?>> rates, String unit, double rate) {
        if (rate > 0) {
            rates.add(new ScalarResult(unit, rate, unit, AggregationPolicy.AVG));
        }
    }

    @Override
    public String getDescription() {
        return "floating-point operations and bytes a second";
    }
}
