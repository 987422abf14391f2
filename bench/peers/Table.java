import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints the medians of what was measured, how many times as long as Descent each took, and the targets beside. */
public final class Table {

    private static final Pattern FIELD = Pattern.compile("\"(\\w+)\":(?:\"([^\"]*)\"|([^,}]+))");
    private static final List<String> PEERS = List.of("libtorch", "libtorch-mkl", "python", "djl", "dl4j", "smile");

    /** One kind of work; text such as `mlp 0.2 1 2`. */
    private record Key(String work, String density, String batch, String threads) {
    }

    private record Best(String form, double value) {
    }

    /** What one process printed. */
    private record Line(Map<String, String> fields) {

        static Line of(String json) {
            Map<String, String> fields = new LinkedHashMap<>();
            for (Matcher match = FIELD.matcher(json); match.find();) {
                fields.put(match.group(1), match.group(2) != null ? match.group(2) : match.group(3));
            }
            return new Line(fields);
        }

        Key key() {
            return new Key(fields.get("work"), fields.get("density"), fields.get("batch"), fields.get("threads"));
        }

        boolean is(String peer) {
            return fields.get("peer").equals(peer);
        }

        /** What was timed: smaller is better. */
        String measure() {
            return Stream.of("microsPerUpdate", "nanosPerParameter", "seconds").filter(fields::containsKey).findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no measurement in " + fields));
        }

        double number(String field) {
            return Double.parseDouble(fields.getOrDefault(field, "NaN"));
        }
    }

    private final Map<Key, List<Line>> rows;

    private Table(List<String> json) {
        rows = json.stream().filter(line -> line.startsWith("{")).map(Line::of)
                .collect(Collectors.groupingBy(Line::key, LinkedHashMap::new, Collectors.toList()));
    }

    public static void main(String[] arguments) throws IOException {
        Table table = new Table(Files.readAllLines(Path.of(arguments[1])));
        table.printMedians();
        table.printTargets(Files.readAllLines(Path.of(arguments[0])));
    }

    private void printMedians() {
        System.out.println("\nMedians; in brackets how many times as long as Descent. µs an update (mlp, tabular), "
                + "ns a parameter (rules), s a process (small).\n");
        rows.forEach((key, lines) -> {
            double ours = median(lines, "descent", "", lines.getFirst().measure());
            StringBuilder text = new StringBuilder(String.format("%-8s density %-4s batch %-4s threads %s  descent %s",
                    key.work(), key.density(), key.batch(), key.threads(), significant(ours)));
            text.append(note(lines, "silentUnits", "silent ReLUs %.2f"));
            text.append(note(lines, "secondsPerEpoch", "%.3f s an epoch"));
            text.append(note(lines, "shareOfTraffic", "%.2f of bare traffic"));
            text.append(note(lines, "peakMiB", "peak %.0f MiB"));
            for (String peer : PEERS) {
                forms(lines, peer).forEach((form, value) -> text.append(String.format("%n    %-12s %-8s %9s (%.2f)%s",
                        peer, form, significant(value), value / ours,
                        peak(lines, peer, form))));
            }
            System.out.println(text);
        });
    }

    private static String note(List<Line> lines, String field, String format) {
        double value = median(lines, "descent", "", field);
        return Double.isNaN(value) ? "" : ", " + String.format(format, value);
    }

    private static String peak(List<Line> lines, String peer, String form) {
        double value = median(lines, peer, form, "peakMiB");
        return Double.isNaN(value) ? "" : String.format("  peak %.0f MiB", value);
    }

    private void printTargets(List<String> targets) {
        System.out.printf("%n%-38s %-22s %8s %8s %8s%n", "target", "against", "required", "stretch", "reached");
        for (String target : targets) {
            String[] t = target.split("\t");
            if (target.startsWith("#") || t.length < 8) {
                continue;
            }
            List<Line> lines = rows.get(new Key(t[0], t[1], t[2], t[3]));
            if (lines == null) {
                continue;
            }
            Optional<Best> best = best(lines, t[5]);
            double ours = median(lines, "descent", "", lines.getFirst().measure());
            double reached = switch (t[4]) {
                case "ratio" -> best.map(form -> form.value() / ours).orElse(Double.NaN);
                case "share" -> median(lines, "descent", "", "shareOfTraffic");
                default -> ours;
            };
            if (Double.isNaN(reached)) {
                continue;
            }
            boolean less = t[4].equals("seconds");
            boolean met = less ? reached <= Double.parseDouble(t[6]) : reached >= Double.parseDouble(t[6]);
            String name = String.format("%s, density %s, batch %s, threads %s", t[0], t[1], t[2], t[3]);
            System.out.printf("%-38s %-22s %8s %8s %8.2f %s%n", name,
                    t[4].equals("ratio") ? t[5] + " " + best.orElseThrow().form() : t[4],
                    (less ? "≤ " : "≥ ") + t[6], t[7], reached, met ? "" : "missed");
        }
    }

    /** The fastest form of a peer; libtorch's two builds count as one peer. */
    private static Optional<Best> best(List<Line> lines, String peer) {
        return PEERS.stream().filter(name -> name.equals(peer) || name.startsWith(peer + "-"))
                .flatMap(name -> forms(lines, name).entrySet().stream()
                        .map(form -> new Best((name.endsWith("-mkl") ? "mkl " : "") + form.getKey(), form.getValue())))
                .min((a, b) -> Double.compare(a.value(), b.value()));
    }

    private static Map<String, Double> forms(List<Line> lines, String peer) {
        Map<String, Double> values = new TreeMap<>();
        lines.stream().filter(line -> line.is(peer)).forEach(line -> values.computeIfAbsent(line.fields().get("form"),
                form -> median(lines, peer, form, line.measure())));
        return values;
    }

    /** NaN where nothing was measured. */
    private static double median(List<Line> lines, String peer, String form, String field) {
        double[] values = lines.stream().filter(line -> line.is(peer) && line.fields().get("form").equals(form))
                .mapToDouble(line -> line.number(field)).filter(value -> !Double.isNaN(value)).toArray();
        Arrays.sort(values);
        int n = values.length;
        return n == 0 ? Double.NaN : (values[(n - 1) / 2] + values[n / 2]) / 2;
    }

    private static String significant(double value) {
        return String.format(value < 10 ? "%.3f" : "%.1f", value);
    }
}
