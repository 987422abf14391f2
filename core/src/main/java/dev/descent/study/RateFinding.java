package dev.descent.study;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What a [LearningRateFinder] found.
///
/// @param optimizer    the rule, by its label
/// @param batch        rows per update; 0 on a surface
/// @param tests        the range test of each seed
/// @param checks       the short runs at each tried rate, ascending
/// @param shortUpdates updates of a short run
/// @param suggestion   the rate whose short runs did best in the median
/// @param good         the rates around it that did within 10% as well
/// @param limit        2/λ_max of plain descent, where it is known
public record RateFinding(String optimizer, int batch, List<Test> tests, List<Check> checks, long shortUpdates,
        double suggestion, GoodRange good, @Nullable StabilityLimit limit) {

    /// A range test of one seed.
    ///
    /// @param rates        (updates) ascending
    /// @param losses       (updates) after the update at each rate
    /// @param valley       the middle of the fall: what the short runs are put around
    /// @param steepest     where it falls fastest
    /// @param minimumTenth a tenth of where it is lowest
    public record Test(double[] rates, double[] losses, double valley, double steepest, double minimumTenth) {
    }

    /// The short runs at one rate.
    ///
    /// @param rate   η
    /// @param losses one for each seed: of the validation rows, or the height above the lowest point of a surface;
    ///               infinite where the run diverged
    public record Check(double rate, double[] losses) {

        /// The median; infinite where half of the runs diverged.
        public double median() {
            return Statistics.median(losses);
        }

        /// The smallest.
        public double min() {
            return Arrays.stream(losses).min().orElse(Double.NaN);
        }

        /// The largest; infinite where a run diverged.
        public double max() {
            return Arrays.stream(losses).max().orElse(Double.NaN);
        }
    }

    public RateFinding {
        tests = List.copyOf(tests);
        checks = List.copyOf(checks);
    }

    /// The median over the seeds of what their range tests say, and the least and the most.
    ///
    /// @param rule `valley`, `steepest` or `minimumTenth`
    public double[] overSeeds(String rule) {
        double[] values = tests.stream().mapToDouble(test -> switch (rule) {
            case "valley" -> test.valley;
            case "steepest" -> test.steepest;
            case "minimumTenth" -> test.minimumTenth;
            default -> throw new IllegalArgumentException(rule);
        }).toArray();
        return new double[] {Statistics.lowerMedian(values), Arrays.stream(values).min().orElse(Double.NaN),
                Arrays.stream(values).max().orElse(Double.NaN)};
    }

    /// The rates and losses of the range test in the middle of the seeds: at each rate that at least half of them
    /// reached, the median, the least and the most.
    ///
    /// @return rates, medians, minima, maxima
    public double[][] curve() {
        double[] starts = tests.stream().mapToDouble(test -> test.rates[0]).toArray();
        double low = Statistics.lowerMedian(starts);
        List<Test> same = tests.stream().filter(test -> test.rates[0] == low).toList();
        int length = (int) Statistics.lowerMedian(same.stream().mapToDouble(test -> test.rates.length).toArray());
        double[] rates = Arrays.copyOf(same.stream().filter(test -> test.rates.length >= length).findFirst()
                .orElseThrow().rates, length);
        double[][] columns = IntStream.range(0, length).mapToObj(i -> same.stream()
                .filter(test -> i < test.losses.length).mapToDouble(test -> test.losses[i]).toArray())
                .toArray(double[][]::new);
        return new double[][] {rates, Arrays.stream(columns).mapToDouble(Statistics::median).toArray(),
                Arrays.stream(columns).mapToDouble(c -> Arrays.stream(c).min().orElse(Double.NaN)).toArray(),
                Arrays.stream(columns).mapToDouble(c -> Arrays.stream(c).max().orElse(Double.NaN)).toArray()};
    }

    /// As a JSON object. What is not finite becomes null when it is written.
    public Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("optimizer", optimizer);
        json.put("batch", batch == 0 ? null : batch);
        json.put("lr", suggestion);
        json.put("low", good.low());
        json.put("high", good.high());
        json.put("openLow", good.openLow());
        json.put("openHigh", good.openHigh());
        for (String rule : List.of("valley", "steepest", "minimumTenth")) {
            json.put(rule, Arrays.stream(overSeeds(rule)).boxed().toList());
        }
        json.put("shortUpdates", shortUpdates);
        json.put("checks", checks.stream().map(check -> {
            Map<String, @Nullable Object> entry = new LinkedHashMap<>();
            entry.put("lr", check.rate);
            entry.put("losses", Arrays.stream(check.losses).boxed().toList());
            return entry;
        }).toList());
        StabilityLimit known = limit;
        if (known != null) {
            Map<String, @Nullable Object> entry = new LinkedHashMap<>();
            entry.put("lr", known.rate());
            entry.put("lambda", known.lambda());
            entry.put("error", known.error());
            entry.put("kind", known.kind().name().toLowerCase(Locale.ROOT));
            entry.put("where", known.where());
            json.put("limit", entry);
        } else {
            json.put("limit", null);
        }
        json.put("tests", tests.stream().map(test -> {
            Map<String, @Nullable Object> entry = new LinkedHashMap<>();
            entry.put("lr", Arrays.stream(test.rates).boxed().toList());
            entry.put("loss", Arrays.stream(test.losses).boxed().toList());
            return entry;
        }).toList());
        return json;
    }
}
