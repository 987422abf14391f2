import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the lines that the peers and Descent printed and shows, per work, batch, threads and density, who
 * took how long. */
public final class Ratios {

    private record Row(Map<String, String> fields) {

        String get(String name) {
            return fields.getOrDefault(name, "");
        }

        String key() {
            return get("work") + " " + get("density") + " " + get("batch") + " " + get("threads");
        }

        double micros() {
            return Double.parseDouble(get("microsPerUpdate"));
        }
    }

    public static void main(String[] arguments) throws IOException {
        Pattern field = Pattern.compile("\"(\\w+)\":(?:\"([^\"]*)\"|([^,}]+))");
        Map<String, List<Row>> works = new LinkedHashMap<>();
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            Map<String, String> fields = new LinkedHashMap<>();
            for (Matcher match = field.matcher(line); match.find();) {
                fields.put(match.group(1), match.group(2) != null ? match.group(2) : match.group(3));
            }
            Row row = new Row(fields);
            works.computeIfAbsent(row.key(), key -> new ArrayList<>()).add(row);
        }
        System.out.println();
        System.out.println("microseconds per update; in brackets how many times as long as Descent");
        System.out.printf("%-8s %8s %6s %8s %10s %20s %20s %20s%n", "work", "density", "batch", "threads", "descent",
                "libtorch, best", "djl", "dl4j, best");
        works.forEach((key, rows) -> {
            Row any = rows.getFirst();
            Optional<Row> ours = best(rows, row -> row.get("peer").equals("descent"));
            System.out.printf("%-8s %8s %6s %8s %10s", any.get("work"), any.get("density"), any.get("batch"),
                    any.get("threads"), ours.map(row -> String.format("%.1f", row.micros())).orElse("-"));
            for (String peer : List.of("libtorch", "djl", "dl4j")) {
                System.out.printf(" %20s", best(rows, row -> row.get("peer").equals(peer)).map(row -> String.format(
                        "%.1f%s", row.micros(), ours.map(us -> String.format(" (%.2f)", row.micros() / us.micros()))
                                .orElse(""))).orElse("-"));
            }
            System.out.println();
        });
    }

    private static Optional<Row> best(List<Row> rows, Predicate<Row> of) {
        return rows.stream().filter(of).min((a, b) -> Double.compare(a.micros(), b.micros()));
    }
}
