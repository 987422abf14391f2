package dev.descent.bench;

import dev.descent.equation.RuleProgram;
import dev.descent.kernel.Lanes;
import dev.descent.kernel.Workers;
import dev.descent.optim.Optimizer;
import dev.descent.optim.Optimizers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Writes docs/bandwidth.md: every rule of the catalogue, in every form, against the bare memory traffic of as many
/// streams. Rules that look at weight matrices are left out: what they do is not elementwise. Arguments: the file to write;
/// parameters (10 million).
final class Bandwidth {

    private static final double WANTED = 0.9;

    private Bandwidth() {
    }

    public static void main(String[] arguments) throws IOException {
        int n = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10_000_000;
        List<RuleSpeed.Result> results = new ArrayList<>();
        int threads = Runtime.getRuntime().availableProcessors();
        try (Workers workers = Workers.of(threads)) {
            for (Optimizer rule : Optimizers.all()) {
                if (RuleProgram.of(rule.rule()).usesMatrices()) {
                    continue;
                }
                for (String variant : rule.entry().variants()) {
                    results.add(RuleSpeed.measure(rule.withVariant(variant), n, workers));
                }
            }
        }
        Files.writeString(Path.of(arguments[0]), page(n, threads, results));
    }

    private static String page(int n, int threads, List<RuleSpeed.Result> results) {
        List<String> lines = new ArrayList<>(List.of("# Bandwidth", "",
                "How near each update rule comes to the speed of memory, written by `Bandwidth` in [bench](../bench/README.md).",
                "",
                String.format(Locale.ROOT,
                        "%,d parameters, %d threads, %s, Java %s. The time of an update, in turn with", n, threads,
                        Lanes.describe(), Runtime.version().feature()),
                "that of the bare traffic: as many arrays read and written over the same memory, with next to no arithmetic. The",
                "share is the median of the ratios of 15 pairs, five in each of three places in memory; 100% is as fast as memory. A rule",
                "with a norm goes over the parameters more than once, and every pass counts. Prodigy's sums, which only its next",
                "update needs, are added on the way, in double; that is what holds it up.", "",
                "| rule | passes | bytes per parameter | ns per parameter | GB/s | divisions, roots | share |",
                "|---|---|---|---|---|---|---|"));
        results.stream().sorted(Comparator.comparingInt(RuleSpeed.Result::passes)).forEach(result -> lines
                .add(String.format(Locale.ROOT, "| `%s` | %d | %d | %.2f | %.1f | %d | %.0f%%%s |",
                        result.rule().spec(), result.passes(), result.bytes(), result.nanos(), result.gigabytes(),
                        slow(result.rule()), 100 * result.share(), result.share() < WANTED ? " *" : "")));
        long short90 = results.stream().filter(result -> result.share() < WANTED).count();
        lines.addAll(List.of("", String.format(Locale.ROOT, "%d of %d reach %.0f%%; * marks the others.",
                results.size() - short90, results.size(), 100 * WANTED), "",
                "Adafactor and Muon look at weight matrices and are not in the table."));
        return String.join("\n", lines) + "\n";
    }

    /// Divisions and square roots per parameter, of which a processor does one at a time.
    private static int slow(Optimizer rule) {
        return RuleProgram.of(rule.rule()).passes().stream().mapToInt(pass -> pass.loop().slowOperations()).sum();
    }
}
