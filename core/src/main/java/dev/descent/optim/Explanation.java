package dev.descent.optim;

import dev.descent.equation.Loop;
import dev.descent.equation.Printer;
import dev.descent.equation.RuleProgram;
import dev.descent.equation.RuleProgram.Pass;
import dev.descent.equation.RuleProgram.ScalarAssignment;
import dev.descent.equation.RuleProgram.Take;
import dev.descent.equation.RuleProgram.Taken;
import dev.descent.equation.Symbols;
import dev.descent.equation.UpdateRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Everything that can be said about an optimizer: what `descent explain` prints and pages show. What is not in the
/// catalogue's entry is derived from the equation: states, traffic, kernel, proof.
///
/// @param optimizer what is explained
/// @param rule      its equation, L2 and decay included
/// @param program   the rule as it runs
/// @param passes    the traffic of each pass that goes over all parameters
/// @param proof     what holds where the gradient is zero
public record Explanation(Optimizer optimizer, UpdateRule rule, RuleProgram program, List<Traffic> passes,
        ZeroGradientProof proof) {

    public Explanation {
        passes = List.copyOf(passes);
    }

    /// Explains an optimizer as it is set.
    public static Explanation of(Optimizer optimizer) {
        UpdateRule rule = optimizer.rule();
        RuleProgram program = RuleProgram.of(rule);
        List<Traffic> passes = program.passes().stream().filter(pass -> !pass.loop().isEmpty())
                .map(pass -> Traffic.of(pass, program)).toList();
        return new Explanation(optimizer, rule, program, passes, ZeroGradientProof.of(optimizer));
    }

    /// Bytes moved per parameter and update in float, all passes together.
    public int bytesMoved() {
        return passes.stream().mapToInt(Traffic::bytes).sum();
    }

    /// Bytes of state per parameter in float, beside the parameter itself and what is kept for rows and columns.
    public int bytesKept() {
        return Float.BYTES * program.states().size();
    }

    /// The kernels as they run, in Unicode: scalars of each pass, then its loop.
    public String listing() {
        return listing(true);
    }

    private String listing(boolean unicode) {
        List<String> lines = new ArrayList<>();
        program.passes().forEach(pass -> lines.addAll(lines(pass, unicode)));
        program.commit().forEach(s -> lines.add(line(s, unicode ? " ← " : " <- ", unicode)));
        return String.join("\n", lines);
    }

    /// A pass: its scalars, its loops, and what is taken over matrices before and after the last of them.
    static List<String> lines(Pass pass, boolean unicode) {
        List<String> lines = new ArrayList<>();
        pass.scalars().forEach(s -> lines.add(line(s, " = ", unicode)));
        for (Loop loop : List.of(pass.rows(), pass.columns())) {
            if (!loop.isEmpty()) {
                lines.add(listing(loop, unicode));
            }
        }
        pass.taken().stream().filter(t -> beforeTheLoop(t.how())).forEach(t -> lines.add(line(t, unicode)));
        if (!pass.loop().isEmpty()) {
            lines.add(listing(pass.loop(), unicode));
        }
        pass.taken().stream().filter(t -> !beforeTheLoop(t.how())).forEach(t -> lines.add(line(t, unicode)));
        return lines;
    }

    private static boolean beforeTheLoop(Take how) {
        return how == Take.MEAN_OF_ROWS || how == Take.MEAN_OF_COLUMNS;
    }

    private static String listing(Loop loop, boolean unicode) {
        return unicode ? Printer.listing(loop) : Printer.asciiListing(loop);
    }

    private static String line(Taken taken, boolean unicode) {
        String name = spelled(taken.name(), unicode);
        String of = spelled(taken.of(), unicode);
        return switch (taken.how()) {
            case ROW_MEANS -> name + " = " + of + "/columns";
            case COLUMN_MEANS -> name + " = colmean(" + of + ")";
            case ORTHOGONAL -> name + (unicode ? " ← " : " <- ") + "orthogonalise(" + of + ")";
            case MEAN_OF_ROWS -> name + " = sum(" + of + ")/rows";
            case MEAN_OF_COLUMNS -> name + " = sum(" + of + ")/columns";
        };
    }

    private static String line(ScalarAssignment scalar, String assigned, boolean unicode) {
        return spelled(scalar.target(), unicode) + assigned
                + (unicode ? Printer.unicode(scalar.value()) : Printer.ascii(scalar.value()));
    }

    /// For people, in Unicode.
    public String text() {
        return text(true);
    }

    /// For people, as plain text of at most about 110 columns.
    ///
    /// @param unicode whether names, equations and kernels may use more than ASCII; prose may in any case
    public String text(boolean unicode) {
        Entry entry = optimizer.entry();
        List<String> lines = new ArrayList<>();
        lines.add(entry.title() + " (" + optimizer.variant() + "): " + entry.summary() + ".");
        section(lines, "Equation", (unicode ? Printer.unicode(rule) : Printer.ascii(rule)).lines().toList());
        section(lines, "Settings", table(spelled(settingRows(), unicode)));
        section(lines, "Symbols", table(spelled(symbolRows(), unicode)));
        section(lines, "Cost", costLines(unicode));
        section(lines, "Kernel", listing(unicode).lines().toList());
        section(lines, "Variants", table(variantRows()));
        section(lines, "Rates", List.of(
                "--lr grid tries " + Printer.number(entry.lrLow()) + " to " + Printer.number(entry.lrHigh()) + "."));
        section(lines, "Use", List.of(entry.use() + "."));
        section(lines, "Mind", entry.pitfalls().stream().map(p -> p + ".").toList());
        section(lines, "Paper", List.of(entry.paper() + "."));
        return lines.stream().flatMap(line -> wrap(line).stream()).collect(Collectors.joining("\n", "", "\n"));
    }

    private static void section(List<String> lines, String title, List<String> content) {
        if (!content.isEmpty()) {
            lines.add("");
            lines.add(title);
            content.forEach(line -> lines.add("  " + line));
        }
    }

    private List<List<String>> settingRows() {
        List<List<String>> rows = new ArrayList<>();
        for (Setting setting : optimizer.settings()) {
            String value = optimizer.isSet(setting.option()) ? Printer.number(optimizer.get(setting.option()))
                    : "needs a value";
            boolean changed = optimizer.isSet(setting.option()) && !Double.isNaN(setting.defaultValue())
                    && optimizer.get(setting.option()) != setting.defaultValue();
            String standard = changed ? " (default " + Printer.number(setting.defaultValue()) + ")" : "";
            rows.add(List.of(setting.symbol(), setting.option(), value + standard,
                    setting.meaning() + "; usual " + setting.usual()));
        }
        return rows;
    }

    private List<List<String>> symbolRows() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(Symbols.THETA, "parameter"));
        rows.add(List.of(Symbols.GRADIENT, "its gradient, the mean over the batch"));
        rows.add(List.of(Symbols.STEP, "number of the update, from 1"));
        List<String> assigned = rule.statements().stream().map(s -> s.target()).distinct().toList();
        for (String name : assigned) {
            String meaning = optimizer.entry().symbols().getOrDefault(name, Regularised.meaning(optimizer, rule, name));
            String kind = program.states().contains(name) ? "state"
                    : program.rows().states().contains(name) ? "state, one number per row"
                            : program.columns().states().contains(name) ? "state, one number per column"
                                    : program.scalarStates().contains(name) ? "state, one number" : "";
            if (!name.equals(Symbols.THETA) && !name.equals(Symbols.GRADIENT)) {
                rows.add(List.of(name,
                        kind.isEmpty() ? meaning : meaning.isEmpty() ? kind : meaning + " (" + kind + ")"));
            }
        }
        return rows;
    }

    /// The first column holds symbols.
    private static List<List<String>> spelled(List<List<String>> rows, boolean unicode) {
        return rows.stream().map(row -> {
            List<String> copy = new ArrayList<>(row);
            copy.set(0, spelled(row.get(0), unicode));
            return List.copyOf(copy);
        }).toList();
    }

    private static String spelled(String name, boolean unicode) {
        return unicode ? name : Symbols.ascii(name);
    }

    private static String joined(List<String> names, boolean unicode) {
        return names.stream().map(name -> spelled(name, unicode)).collect(Collectors.joining(" "));
    }

    private List<String> costLines(boolean unicode) {
        List<String> lines = new ArrayList<>();
        for (int p = 0; p < passes.size(); p++) {
            Traffic traffic = passes.get(p);
            String which = passes.size() == 1 ? "" : "pass " + (p + 1) + ": ";
            String writes = traffic.writes().isEmpty() ? "writes nothing"
                    : "writes " + joined(traffic.writes(), unicode);
            lines.add(which + traffic.bytes() + " bytes moved per parameter and update (reads "
                    + joined(traffic.reads(), unicode) + ", " + writes + "), " + traffic.operations() + " operations");
        }
        if (passes.size() > 1) {
            lines.add(bytesMoved() + " bytes moved per parameter and update in all passes");
        }
        List<String> states = program.states();
        lines.add(bytesKept() + " bytes of state per parameter"
                + (states.isEmpty() ? "" : " (" + joined(states, unicode) + ")"));
        vectors(lines, "row", program.rows().states(), unicode);
        vectors(lines, "column", program.columns().states(), unicode);
        if (!program.orthogonal().isEmpty()) {
            lines.add("orthogonalise: 5·(2·p·q² + q³) multiply-adds per p × q matrix, q the smaller side, and "
                    + Float.BYTES * program.orthogonal().size() + " bytes of scratch per parameter");
        }
        if (!program.scalarStates().isEmpty()) {
            lines.add("one number each for all parameters: " + joined(program.scalarStates(), unicode));
        }
        lines.add(proof.leavesAlone() ? "a zero gradient changes nothing (proved), so training skips such rows"
                : "a zero gradient may still change " + spelled(Symbols.THETA, unicode)
                        + " or state, so no row is skipped");
        return lines;
    }

    private static void vectors(List<String> lines, String what, List<String> states, boolean unicode) {
        if (!states.isEmpty()) {
            lines.add(Float.BYTES * states.size() + " bytes of state per " + what + " of each weight matrix ("
                    + joined(states, unicode) + ")");
        }
    }

    private List<List<String>> variantRows() {
        List<List<String>> rows = new ArrayList<>();
        for (Form form : optimizer.entry().forms()) {
            String defaults = form.defaults().entrySet().stream().sorted(Map.Entry.comparingByKey())
                    .map(d -> d.getKey() + " " + Printer.number(d.getValue())).collect(Collectors.joining(", "));
            rows.add(List.of(form.variant(), form.note() + (defaults.isEmpty() ? "" : "; defaults " + defaults)));
        }
        return rows;
    }

    /// Columns padded to the widest cell; combining marks take no room.
    private static List<String> table(List<List<String>> rows) {
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < row.size(); c++) {
                int column = c;
                int width = rows.stream().mapToInt(r -> width(r.get(column))).max().orElse(0);
                line.append(row.get(c)).append(c + 1 < row.size() ? " ".repeat(width - width(row.get(c)) + 2) : "");
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static int width(String text) {
        return (int) text.codePoints().filter(c -> Character.getType(c) != Character.NON_SPACING_MARK).count();
    }

    /// Breaks a long line of prose at spaces, indented like its last column.
    private static List<String> wrap(String line) {
        if (width(line) <= COLUMNS) {
            return List.of(line);
        }
        int gap = line.stripLeading().lastIndexOf("  ");
        int indent = gap < 0 ? line.length() - line.stripLeading().length()
                : line.length() - line.stripLeading().length() + gap + 2;
        int at = line.lastIndexOf(' ', COLUMNS);
        if (at <= indent) {
            return List.of(line);
        }
        List<String> lines = new ArrayList<>(List.of(line.substring(0, at)));
        lines.addAll(wrap(" ".repeat(Math.min(indent, 40)) + line.substring(at + 1)));
        return lines;
    }

    private static final int COLUMNS = 110;

    /// For machines: what `descent explain --json` prints; null where a value is missing.
    public Map<String, @Nullable Object> event() {
        Entry entry = optimizer.entry();
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("event", "optimizer");
        event.put("optimizer", optimizer.name());
        event.put("title", entry.title());
        event.put("variant", optimizer.variant());
        event.put("summary", entry.summary());
        event.put("equation", rule.text());
        event.put("ascii", Printer.ascii(rule));
        event.put("latex", Printer.latex(rule));
        event.put("mathml", Printer.mathml(rule));
        event.put("settings", optimizer.settings().stream().map(this::event).toList());
        event.put("symbols", symbolRows().stream().map(r -> Map.of("symbol", r.get(0), "meaning", r.get(1))).toList());
        event.put("states", program.states());
        event.put("rowStates", program.rows().states());
        event.put("columnStates", program.columns().states());
        event.put("scalarStates", program.scalarStates());
        event.put("bytesMoved", bytesMoved());
        event.put("stateBytes", bytesKept());
        event.put("passes",
                passes.stream()
                        .map(t -> Map.of("reads", t.reads(), "writes", t.writes(), "bytes", t.bytes(), "operations",
                                t.operations()))
                        .toList());
        event.put("skipsZeroGradients", proof.leavesAlone());
        event.put("kernel", listing());
        event.put("variants",
                entry.forms().stream()
                        .map(f -> Map.of("variant", f.variant(), "note", f.note(), "equation", f.equation()))
                        .toList());
        event.put("rates", Arrays.stream(optimizer.rateGrid()).boxed().toList());
        event.put("use", entry.use());
        event.put("pitfalls", entry.pitfalls());
        event.put("year", entry.year());
        event.put("paper", entry.paper());
        return event;
    }

    private Map<String, @Nullable Object> event(Setting setting) {
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("option", setting.option());
        event.put("symbol", setting.symbol());
        event.put("value", optimizer.isSet(setting.option()) ? optimizer.get(setting.option()) : null);
        event.put("default", setting.defaultValue());
        event.put("low", setting.low());
        event.put("high", setting.high());
        event.put("usual", setting.usual());
        event.put("meaning", setting.meaning());
        return event;
    }
}
