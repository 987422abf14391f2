package dev.descent.study;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// Counts what planted faults were called, for `docs/diagnosis.md`.
final class Confusion {

    static final String HEADING = "## Planted faults and what they were called";

    private final Map<PlantedFault, Map<Condition, Integer>> byFault = new LinkedHashMap<>();
    private final Map<Diagnosis.Confidence, int[]> byConfidence = new EnumMap<>(Diagnosis.Confidence.class);

    void add(PlantedFault fault, Diagnosis diagnosis) {
        byFault.computeIfAbsent(fault, _ -> new EnumMap<>(Condition.class)).merge(diagnosis.condition(), 1,
                Integer::sum);
        int[] counts = byConfidence.computeIfAbsent(diagnosis.confidence(), _ -> new int[2]);
        counts[0] += diagnosis.condition() == fault.expected() ? 1 : 0;
        counts[1]++;
    }

    /// The share of runs with a fault that were called by its name.
    double rightOfFaults() {
        int right = 0;
        int all = 0;
        for (Condition condition : Condition.values()) {
            if (condition != Condition.HEALTHY) {
                right += count(condition, condition);
                all += all(condition);
            }
        }
        return (double) right / all;
    }

    /// The share of healthy runs that were called anything else.
    double falseAlarms() {
        return 1 - (double) count(Condition.HEALTHY, Condition.HEALTHY) / all(Condition.HEALTHY);
    }

    private int count(Condition expected, Condition called) {
        return byFault.entrySet().stream().filter(e -> e.getKey().expected() == expected)
                .mapToInt(e -> Objects.requireNonNullElse(e.getValue().get(called), 0)).sum();
    }

    private int all(Condition expected) {
        int sum = 0;
        for (Condition called : Condition.values()) {
            sum += count(expected, called);
        }
        return sum;
    }

    String markdown() {
        StringBuilder text = new StringBuilder(HEADING).append("\n\n");
        int runs = byFault.values().stream().flatMap(m -> m.values().stream()).mapToInt(i -> i).sum();
        text.append(String.format("%d runs of %d kinds: %.1f%% of those with a fault are called by its name, %.1f%% of "
                + "the healthy ones are called%nanything else. Rows are what was planted, columns what was said.%n%n",
                runs, byFault.size(), 100 * rightOfFaults(), 100 * falseAlarms()));
        text.append("| |");
        for (Condition called : Condition.values()) {
            text.append(' ').append(called.word()).append(" |");
        }
        text.append("\n|---|").append("---|".repeat(Condition.values().length)).append('\n');
        for (Condition expected : Condition.values()) {
            text.append("| **").append(expected.word()).append("** |");
            for (Condition called : Condition.values()) {
                int count = count(expected, called);
                text.append(' ').append(count == 0 ? "" : expected == called ? "**" + count + "**" : count)
                        .append(" |");
            }
            text.append('\n');
        }
        text.append("\nHow often each confidence was right:\n\n| confidence | right | of |\n|---|---|---|\n");
        byConfidence.forEach((confidence, counts) -> text.append("| ")
                .append(confidence.name().toLowerCase(java.util.Locale.ROOT)).append(" | ").append(counts[0])
                .append(" | ").append(counts[1]).append(" |\n"));
        text.append("\nEach kind:\n\n| planted | is | called |\n|---|---|---|\n");
        byFault.forEach((fault, counts) -> {
            text.append("| ").append(fault.name()).append(" | ").append(fault.expected().word()).append(" | ");
            counts.forEach((called, count) -> text.append(called.word()).append(' ').append(count).append(", "));
            text.setLength(text.length() - 2);
            text.append(" |\n");
        });
        return text.toString();
    }
}
