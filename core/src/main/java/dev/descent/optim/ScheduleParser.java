package dev.descent.optim;

import dev.descent.common.DescentException;
import dev.descent.common.Nearest;
import dev.descent.equation.Expr;
import dev.descent.equation.Names;
import dev.descent.equation.Op;
import dev.descent.equation.Parser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Schedules as text: `[warmup=LENGTH,] SHAPE [, plateau:…]`, where the shape is an equation or one of the names of
/// [ScheduleShapes] with its settings, `step:every=30epochs,factor=0.1`. A length is a number of updates (`1000`),
/// epochs (`30epochs`) or a share of the run (`5%`). Without a shape the rate is constant.
///
/// Warm-up raises the rate evenly from η/LENGTH at the first update to what the shape begins with, at update LENGTH;
/// then the shape begins, and what is left is its run.
final class ScheduleParser {

    private static final String WARM_UP = "warmup";
    private static final String PLATEAU = "plateau";

    private final String text;
    private @Nullable Length warmUp;
    private @Nullable String shape;
    private final Map<String, String> shapeSettings = new LinkedHashMap<>();
    private boolean plateau;
    private final Map<String, String> plateauSettings = new LinkedHashMap<>();

    private ScheduleParser(String text) {
        this.text = text;
    }

    static Schedule parse(String text) {
        ScheduleParser parser = new ScheduleParser(text);
        for (String item : items(text)) {
            parser.take(item.strip());
        }
        return parser.schedule();
    }

    /// Splits at commas outside parentheses.
    private static List<String> items(String text) {
        List<String> items = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth <= 0) {
                items.add(text.substring(from, i));
                from = i + 1;
            }
        }
        items.add(text.substring(from));
        return items;
    }

    private void take(String item) {
        if (item.matches("[A-Za-z-]+\\s*=[^=]*")) {
            setting(item, plateau ? plateauSettings : shapeSettings);
            return;
        }
        boolean named = item.matches("[a-z-]+\\s*(:[^←]*)?") && !item.matches("lr|eta|t|epoch");
        String name = named ? item.replaceFirst("(?s)\\s*:.*", "") : item;
        if (named && name.equals(PLATEAU)) {
            plateau = true;
        } else if (shape != null) {
            throw DescentException.usage("The schedule \"" + text + "\" has two shapes, " + shape + " and " + item
                    + "; expected one, with warmup=… before it and plateau after it if wanted.");
        } else if (named && !ScheduleShapes.NAMES.contains(name)) {
            List<String> known = new ArrayList<>(ScheduleShapes.NAMES);
            known.add(PLATEAU);
            throw DescentException.usage("There is no schedule \"" + name + "\"; known are " + String.join(", ", known)
                    + ", or an equation such as \"lr*0.5^floor(t/1000)\"." + Nearest.hint(name, known));
        } else {
            shape = name;
        }
        if (named && item.indexOf(':') >= 0) {
            setting(item.substring(item.indexOf(':') + 1).strip(), plateau ? plateauSettings : shapeSettings);
        }
    }

    private void setting(String item, Map<String, String> settings) {
        int equals = item.indexOf('=');
        if (equals <= 0 || equals == item.length() - 1) {
            throw DescentException.usage("\"" + item + "\" in the schedule \"" + text
                    + "\" is no setting, expected name=value as in factor=0.5");
        }
        String name = item.substring(0, equals).strip();
        String value = item.substring(equals + 1).strip();
        if (name.equals(WARM_UP) && warmUp == null) {
            warmUp = Length.parse(name, value);
        } else if (name.equals(WARM_UP) || settings.putIfAbsent(name, value) != null) {
            throw DescentException.usage(name + " is set twice in the schedule \"" + text + "\".");
        }
    }

    private Schedule schedule() {
        String what = shape == null ? "constant" : shape;
        if (text.isBlank() || !shapeSettings.isEmpty() && !ScheduleShapes.NAMES.contains(what)) {
            throw DescentException.usage("The schedule \"" + text + "\" "
                    + (text.isBlank() ? "is empty" : "gives settings to an equation: "
                            + String.join(", ", shapeSettings.keySet()))
                    + ", expected for example cosine, or step:every=30epochs,factor=0.1, or an equation.");
        }
        ScheduleSettings settings = new ScheduleSettings(what, shapeSettings);
        Expr equation = ScheduleShapes.NAMES.contains(what)
                ? Parser.parseExpression(ScheduleShapes.equation(what, settings), "schedule")
                : Parser.parseExpression(what, "schedule");
        settings.expectNoOther();
        Schedule plain = new Schedule(equation, plateau ? plateau() : null);
        return warmUp == null ? plain : new Schedule(warmedUp(equation, warmUp), plain.plateau());
    }

    private Plateau plateau() {
        ScheduleSettings settings = new ScheduleSettings(PLATEAU, plateauSettings);
        Plateau result = new Plateau(settings.number("factor", 0.1), settings.whole("patience", Plateau.PATIENCE),
                settings.number("threshold", 1e-4), settings.whole("cooldown", 0), settings.number("end", 0));
        settings.expectNoOther();
        return result;
    }

    private static Expr warmedUp(Expr shape, Length length) {
        Expr w = Parser.parseExpression(length.updates(), "schedule");
        Expr t = Expr.of("t");
        Expr total = Parser.parseExpression("max(1, T − " + length.updates() + ")", "schedule");
        Expr first = Names.replace(shape, Map.of("t", Expr.of(1), "T", total, "epoch", Expr.of(0)));
        Expr later = Names.replace(shape, Map.of("t", Expr.of(Op.SUB, t, w), "T", total, "epoch",
                Parser.parseExpression("(t − 1 − " + length.updates() + ")/perEpoch", "schedule")));
        return new Expr.Conditional(Expr.of(Op.LESS_EQUAL, t, w),
                Expr.of(Op.DIV, Expr.of(Op.MUL, first, t), w), later);
    }
}
