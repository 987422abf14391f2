package dev.descent.cli;

import dev.descent.common.DescentException;
import dev.descent.common.Nearest;
import dev.descent.kernel.Lanes;
import dev.descent.kernel.MachineLimits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/// Measures how fast this machine trains, beside what the machine could do at most.
@CommandLine.Command(name = "bench",
        description = "Measure how fast this machine trains, beside what it could do at most: "
                + "784-500-500-10 on digits (mlp) and 13-64-64-1 with Adam (tabular).")
final class BenchCommand extends Command {

    @Option(names = "--work", split = ",", paramLabel = "WORK", order = 10,
            description = "mlp, tabular (default: both).")
    List<String> work = BenchWork.NAMES;

    @Option(names = "--batch", split = ",", paramLabel = "ROWS", defaultValue = "1,10,100,1000", order = 11,
            description = "Batch sizes of mlp (default: ${DEFAULT-VALUE}); tabular has 32.")
    List<Integer> batch = List.of();

    @Option(names = "--threads", split = ",", paramLabel = "N", defaultValue = "1,2", order = 12,
            description = "Numbers of threads (default: ${DEFAULT-VALUE}).")
    List<Integer> threads = List.of();

    @Option(names = "--density", paramLabel = "SHARE", order = 13,
            description = "Share of pixels that are not zero, 0 to 1 (default: as the digits are, about 0.19).")
    @Nullable
    Double density;

    @Option(names = "--rows", paramLabel = "N", defaultValue = "50000", order = 14,
            description = "Rows of mlp (default: ${DEFAULT-VALUE}).")
    int rows = 50_000;

    @Option(names = "--export", paramLabel = "FOLDER", order = 15,
            description = "Write mlp's rows there for other systems (rows.f32, labels.u8) and measure nothing.")
    @Nullable
    Path export;

    @Override
    int run(Terminal terminal) {
        check();
        if (export != null) {
            BenchWork.mlp(rows, density).export(export);
            terminal.note("wrote " + export.resolve("rows.f32") + " and " + export.resolve("labels.u8"));
            return 0;
        }
        terminal.note("measuring the machine's limits, then training; alone on the machine the figures are right");
        terminal.result(Lanes.describe());
        for (BenchWork next : works()) {
            for (int count : threads) {
                Limits limit = Limits.measure(next, count);
                terminal.result(limit.sentence(count));
                terminal.result(HEADER);
                for (int size : next.name().equals("mlp") ? batch : List.of(32)) {
                    terminal.progress().update(0, () -> next.name() + " batch " + size + ", threads " + count);
                    print(terminal, BenchTiming.measure(next, size, count), limit);
                }
            }
        }
        if (work.contains("mlp")) {
            terminal.result("Often-taught figures for 50,000 examples: 166 s an epoch at batch 1, 17 s at batch 10; "
                    + "hardware not comparable.");
        }
        return 0;
    }

    private List<BenchWork> works() {
        List<BenchWork> works = new ArrayList<>();
        if (work.contains("mlp")) {
            works.add(BenchWork.mlp(rows, density));
        }
        if (work.contains("tabular")) {
            works.add(BenchWork.tabular());
        }
        return works;
    }

    private void check() {
        for (String name : work) {
            if (!BenchWork.NAMES.contains(name)) {
                throw DescentException.usage("--work " + name + ": known are mlp and tabular."
                        + Nearest.hint(name, BenchWork.NAMES));
            }
        }
        if (density != null && !(density >= 0 && density <= 1)) {
            throw DescentException.usage("--density " + density + ": expected a share from 0 to 1, such as 0.2.");
        }
        if (rows < 1_000 || rows > 60_000) {
            throw DescentException.usage("--rows " + rows + ": expected 1000 to 60000.");
        }
        for (int size : batch) {
            if (size < 1 || size > rows) {
                throw DescentException.usage("--batch " + size + ": expected 1 to " + rows + ", the number of rows.");
            }
        }
        for (int count : threads) {
            if (count < 1 || count > 256) {
                throw DescentException.usage("--threads " + count + ": expected 1 to 256.");
            }
        }
    }

    private static final String HEADER = String.format("%-8s %6s %7s %8s %7s %10s %11s %10s %8s %9s %6s", "work",
            "batch",
            "threads", "density", "silent", "s/epoch", "µs/update", "cold s/ep", "GFLOP/s", "MB/update", "limit");

    private static void print(Terminal terminal, BenchTiming timing, Limits limit) {
        double share = timing.shareOfLimit(limit.operations(), limit.bytes());
        double rate = timing.operations() / timing.micros() * 1e-3;
        double silent = 1 - timing.active()[1];
        terminal.result(String.format("%-8s %6d %7d %8.2f %6.0f%% %10.3f %11.1f %10.3f %8.1f %9.2f %5.0f%%",
                timing.work().name(), timing.batch(), timing.threads(), timing.active()[0], 100 * silent,
                timing.secondsPerEpoch(), timing.micros(), timing.coldSecondsPerEpoch(), rate, timing.bytes() * 1e-6,
                100 * share));
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("event", "row");
        row.put("work", timing.work().name());
        row.put("batch", timing.batch());
        row.put("threads", timing.threads());
        row.put("secondsPerEpoch", timing.secondsPerEpoch());
        row.put("microsPerUpdate", timing.micros());
        row.put("fastest", timing.fastest());
        row.put("slowest", timing.slowest());
        row.put("coldSecondsPerEpoch", timing.coldSecondsPerEpoch());
        row.put("gigaflops", rate);
        row.put("bytesPerUpdate", timing.bytes());
        row.put("shareOfLimit", share);
        row.put("inputDensity", timing.active()[0]);
        row.put("silentUnits", silent);
        row.put("limitGigaflops", limit.operations() * 1e-9);
        row.put("limitGigabytes", limit.bytes() * 1e-9);
        row.put("peakMiB", PeakMemory.mebibytes());
        terminal.event(row);
    }

    /// What the machine reached in a loop that does nothing else.
    ///
    /// @param operations multiplications and additions a second
    /// @param bytes      a second, over memory of the size of the parameters
    /// @param size       of the parameters in bytes
    private record Limits(double operations, double bytes, long size) {

        static Limits measure(BenchWork work, int threads) {
            long size = 4 * work.network().count();
            return new Limits(MachineLimits.floatOperationsPerSecond(threads),
                    MachineLimits.bytesPerSecond(2 * size, threads), size);
        }

        String sentence(int threads) {
            return String.format("limits of %d thread%s: %.0f GFLOP/s, %.0f GB/s over %.2f MB", threads,
                    threads == 1 ? "" : "s", operations * 1e-9, bytes * 1e-9, size * 1e-6);
        }
    }
}
