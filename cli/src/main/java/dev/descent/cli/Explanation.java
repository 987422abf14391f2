package dev.descent.cli;

import dev.descent.equation.Printer;
import dev.descent.equation.RuleProgram;
import dev.descent.equation.UpdateRule;
import dev.descent.optim.CustomRule;
import dev.descent.optim.Entry;
import dev.descent.optim.Form;
import dev.descent.optim.Optimizer;
import dev.descent.optim.Setting;
import dev.descent.report.Numbers;
import dev.descent.report.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What there is to say about an optimizer.
final class Explanation {

    private final Optimizer optimizer;
    private final UpdateRule rule;
    private final Entry entry;
    private final boolean catalogue;

    Explanation(Optimizer optimizer) {
        this.optimizer = optimizer;
        rule = optimizer.rule();
        entry = optimizer.entry();
        catalogue = !(optimizer instanceof CustomRule);
    }

    /// For people.
    List<String> lines(boolean unicode) {
        List<String> lines = new ArrayList<>();
        lines.add(catalogue ? entry.title() + " (" + optimizer.variant() + "): " + entry.summary() : optimizer.name());
        lines.add("");
        (unicode ? Printer.unicode(rule) : Printer.ascii(rule)).lines().forEach(line -> lines.add("    " + line));
        lines.add("");
        settings().text().lines().forEach(lines::add);
        lines.add("");
        if (!entry.symbols().isEmpty()) {
            lines.add("symbols  " + symbols());
        }
        lines.add("memory   " + memory());
        if (catalogue) {
            lines.add("rates    " + Numbers.shown(entry.lrLow()) + " to " + Numbers.shown(entry.lrHigh())
                    + " are what --lr grid tries");
            lines.add("use      " + entry.use());
            entry.pitfalls().forEach(pitfall -> lines.add("beware   " + pitfall));
            for (Form form : entry.forms()) {
                if (!form.variant().equals(optimizer.variant())) {
                    lines.add("variant  " + form.variant() + ": " + form.note());
                }
            }
            lines.add("paper    " + entry.paper());
        }
        return lines;
    }

    /// What the compiled loops compute, in the canonical listing.
    List<String> loops() {
        List<String> lines = new ArrayList<>();
        for (RuleProgram.Pass pass : RuleProgram.of(rule).passes()) {
            lines.add("");
            lines.add("once per update, in double:");
            pass.scalars().forEach(scalar -> lines.add("    " + scalar.target() + " = "
                    + Printer.unicode(scalar.value())));
            lines.add("for each parameter, in float:");
            Printer.listing(pass.loop()).lines().forEach(line -> lines.add("    " + line));
        }
        return lines;
    }

    private TextTable settings() {
        TextTable table = TextTable.of("setting", "symbol", "value", "usual", "what it is");
        for (Setting setting : optimizer.settings()) {
            boolean set = optimizer.isSet(setting.option());
            table = table.row(setting.option(), setting.symbol(),
                    set ? value(optimizer.get(setting.option())) : "to be set", setting.usual(), setting.meaning());
        }
        return table;
    }

    private static String value(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e6
                ? Long.toString((long) value) : Double.toString(value).replace(".0E", "e").replace("E", "e");
    }

    /// Only those that this form of the rule has.
    private String symbols() {
        String text = rule.text();
        return entry.symbols().entrySet().stream().filter(symbol -> text.contains(symbol.getKey()))
                .map(symbol -> symbol.getKey() + " " + symbol.getValue()).collect(Collectors.joining("; "));
    }

    private String memory() {
        List<String> states = rule.states();
        String kept = switch (states.size()) {
            case 0 -> "keeps nothing between updates";
            case 1 -> "keeps " + states.getFirst() + ", 4 bytes per parameter";
            default -> "keeps " + String.join(", ", states) + ", " + 4 * states.size() + " bytes per parameter";
        };
        return kept + "; an update moves " + bytesMoved() + " bytes per parameter (reads θ and g, writes θ"
                + (states.isEmpty() ? "" : "; reads and writes " + String.join(", ", states)) + ")";
    }

    /// Every array is read, every array but the gradient is written, 4 bytes each.
    private int bytesMoved() {
        return 4 * (2 + rule.states().size()) + 4 * (1 + rule.states().size());
    }

    /// For programs.
    Map<String, @Nullable Object> event() {
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("event", "optimizer");
        event.put("optimizer", optimizer.name());
        event.put("variant", optimizer.variant());
        event.put("equation", rule.text());
        event.put("latex", Printer.latex(rule));
        Map<String, @Nullable Object> settings = new LinkedHashMap<>();
        for (Setting setting : optimizer.settings()) {
            settings.put(setting.option(), optimizer.isSet(setting.option()) ? optimizer.get(setting.option()) : null);
        }
        event.put("settings", settings);
        event.put("states", rule.states());
        event.put("stateBytes", 4 * rule.states().size());
        event.put("bytesMoved", bytesMoved());
        event.put("variants", entry.variants());
        event.put("rates", optimizer.rateGrid());
        event.put("paper", entry.paper());
        return event;
    }
}
