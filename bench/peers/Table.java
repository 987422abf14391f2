import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Prints the medians of what was measured, how many times as long as Descent each took, and the targets beside. */
public final class Table {

    private static final Pattern FIELD = Pattern.compile("\"(\\w+)\":(?:\"([^\"]*)\"|([^,}]+))");
    private static final List<String> PEERS = List.of("libtorch", "libtorch-mkl", "python", "djl", "dl4j", "smile");

    /** One row of the comparison. */
    private record Key(String work, String density, String batch, String threads) {
    }

    /** @param ratio how many times as long as Descent */
    private record Form(String name, double value, double ratio, int count) {
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
        System.out.println("\nMedians; in brackets how many times as long as the run of Descent before it, and how many runs. µs an update (mlp, tabular), "
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
                forms(lines, peer).forEach(form -> text.append(String.format("%n    %-12s %-8s %9s (%.2f, n = %d)%s",
                        peer, form.name(), significant(form.value()), form.ratio(), form.count(),
                        peak(lines, peer, form.name()))));
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
        System.out.printf("%n%-40s %-30s %8s %8s %8s%n", "target", "against", "required", "stretch", "reached");
        for (String target : targets) {
            String[] t = target.split("\t");
            if (target.startsWith("#") || t.length < 8) {
                continue;
            }
            List<Line> lines = rows.get(new Key(t[0], t[1], t[2], t[3]));
            if (lines == null) {
                continue;
            }
            Optional<Form> best = bestOfUpTo(lines.getFirst().key(), t[5]);
            double ours = median(lines, "descent", "", lines.getFirst().measure());
            double reached = switch (t[4]) {
                case "ratio" -> best.map(Form::ratio).orElse(Double.NaN);
                case "share" -> median(lines, "descent", "", "shareOfTraffic");
                default -> ours;
            };
            if (Double.isNaN(reached)) {
                continue;
            }
            boolean less = t[4].equals("seconds");
            boolean met = less ? reached <= Double.parseDouble(t[6]) : reached >= Double.parseDouble(t[6]);
            String name = String.format("%s, density %s, batch %s, threads %s", t[0], t[1], t[2], t[3]);
            System.out.printf("%-40s %-30s %8s %8s %8.2f %s%n", name,
                    t[4].equals("ratio") ? t[5] + " " + best.orElseThrow().name() : t[4],
                    (less ? "≤ " : "≥ ") + t[6], t[7], reached, met ? "" : "missed");
        }
    }

    /**
     * The form that Descent is least ahead of, with as many threads or fewer: more threads slow some peers down, and nobody
     * has to use them. Runs with fewer threads have no Descent beside them, so theirs is a ratio of medians.
     */
    private Optional<Form> bestOfUpTo(Key key, String peer) {
        int most = Integer.parseInt(key.threads());
        List<Line> lines = rows.get(key);
        double ours = median(lines, "descent", "", lines.getFirst().measure());
        return IntStream.rangeClosed(1, most).boxed().flatMap(threads -> {
            Key fewer = new Key(key.work(), key.density(), key.batch(), threads.toString());
            return formsOfAll(rows.getOrDefault(fewer, List.of()), peer).map(form -> threads == most ? form
                    : new Form(form.name() + ", threads " + threads, form.value(), form.value() / ours, form.count()));
        }).min((a, b) -> Double.compare(a.ratio(), b.ratio()));
    }

    /** libtorch's two builds count as one peer. */
    private static Stream<Form> formsOfAll(List<Line> lines, String peer) {
        return PEERS.stream().filter(name -> name.equals(peer) || name.startsWith(peer + "-"))
                .flatMap(name -> forms(lines, name).stream().map(form -> new Form((name.endsWith("-mkl") ? "mkl " : "")
                        + form.name(), form.value(), form.ratio(), form.count())));
    }

    /**
     * Each run of a peer is compared with the last of Descent before it, minutes away at most, and the median of these
     * ratios is taken: a ratio of medians would compare hours with each other where forms were measured unequally often.
     */
    private static List<Form> forms(List<Line> lines, String peer) {
        Map<String, List<Double>> values = new TreeMap<>();
        Map<String, List<Double>> ratios = new TreeMap<>();
        double ours = Double.NaN;
        for (Line line : lines) {
            double value = line.number(line.measure());
            if (line.is("descent")) {
                ours = value;
            } else if (line.is(peer)) {
                values.computeIfAbsent(line.fields().get("form"), form -> new ArrayList<>()).add(value);
                ratios.computeIfAbsent(line.fields().get("form"), form -> new ArrayList<>()).add(value / ours);
            }
        }
        return values.entrySet().stream().map(form -> new Form(form.getKey(), median(form.getValue()),
                median(ratios.get(form.getKey())), form.getValue().size())).toList();
    }

    /** NaN where nothing was measured. */
    private static double median(List<Line> lines, String peer, String form, String field) {
        return median(lines.stream().filter(line -> line.is(peer) && line.fields().get("form").equals(form))
                .map(line -> line.number(field)).filter(value -> !Double.isNaN(value)).toList());
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int n = sorted.size();
        return n == 0 ? Double.NaN : (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
    }

    private static String significant(double value) {
        return String.format(value < 10 ? "%.3f" : "%.1f", value);
    }
}
