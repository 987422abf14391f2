package dev.descent.cli;

import dev.descent.common.DescentException;
import dev.descent.common.Nearest;
import dev.descent.report.Numbers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What must hold of a result, for build pipelines: where it does not, the exit code says so.
final class RequireOptions {

    private static final Pattern CONDITION = Pattern
            .compile("\\s*([A-Za-z][A-Za-z0-9_]*)\\s*(<=|>=|<|>)\\s*(\\S+)\\s*");
    /// The lowest loss of the validation rows, under the words of epochs, of runs, and of other programs' logs.
    private static final List<String> BEST_LOSS = List.of("validationLoss", "bestLoss", "val_loss");

    @Option(names = "--require", paramLabel = "CONDITION", split = ",", hideParamSyntax = true, order = 60,
            description = "What must hold of the result: 'val_loss<0.20' or 'rmse<50000,r2>0.8', under the names of "
                    + "--json; where it does not, the exit code is 5.")
    List<String> conditions = List.of();

    /// One condition.
    ///
    /// @param text as it was given
    record Condition(String text, String name, String operator, double limit) {

        boolean holds(double value) {
            return switch (operator) {
                case "<" -> value < limit;
                case "<=" -> value <= limit;
                case ">" -> value > limit;
                default -> value >= limit;
            };
        }
    }

    /// Reads the conditions before any work is done.
    ///
    /// @param metrics the names of the metrics that there will be
    /// @throws DescentException (usage) for an unknown name, with the nearest, or where it is no condition
    List<Condition> conditions(Collection<String> metrics) {
        Set<String> names = new LinkedHashSet<>(metrics);
        names.addAll(BEST_LOSS);
        return conditions.stream().map(text -> condition(text, names)).toList();
    }

    private static Condition condition(String text, Set<String> names) {
        Matcher matcher = CONDITION.matcher(text);
        if (!matcher.matches()) {
            throw DescentException.usage("--require " + text + ": expected a metric, <, <=, > or >=, and a number, such"
                    + " as 'val_loss<0.20'");
        }
        if (!names.contains(matcher.group(1))) {
            throw DescentException.usage("--require " + text + ": there is no metric \"" + matcher.group(1) + "\" here."
                    + Nearest.hint(matcher.group(1), names) + " Expected one of " + String.join(", ", names) + ".");
        }
        return new Condition(text.strip(), matcher.group(1), matcher.group(2),
                dev.descent.cli.Numbers.list("--require", matcher.group(3))[0]);
    }

    /// Says of each condition whether it holds.
    ///
    /// @param metrics  by name
    /// @param bestLoss the lowest loss of the validation rows; NaN where none was measured
    /// @param event    takes them for `--json`
    /// @return the exit code: 0 or that of a requirement that is not met
    static int judge(List<Condition> conditions, Map<String, Double> metrics, double bestLoss, Terminal terminal,
            Map<String, @Nullable Object> event) {
        int code = 0;
        List<Map<String, Object>> judged = new ArrayList<>();
        for (Condition condition : conditions) {
            double value = BEST_LOSS.contains(condition.name) ? bestLoss
                    : metrics.getOrDefault(condition.name, Double.NaN);
            boolean holds = condition.holds(value);
            String reached = condition.name + " is " + Numbers.found(value);
            if (holds) {
                terminal.note("met: --require " + condition.text + ", " + reached);
            } else {
                code = DescentException.Kind.REQUIREMENT.exitCode();
                terminal.say("error: --require " + condition.text + " is not met: " + reached);
            }
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("metric", condition.name);
            entry.put("operator", condition.operator);
            entry.put("limit", condition.limit);
            entry.put("value", value);
            entry.put("met", holds);
            judged.add(entry);
        }
        if (!conditions.isEmpty()) {
            event.put("require", judged);
        }
        return code;
    }
}
