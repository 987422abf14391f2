package dev.descent.optim;

import dev.descent.common.DescentException;
import dev.descent.common.Nearest;
import dev.descent.equation.Printer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The settings that were given to a named schedule, asked for one by one; what nobody asked for is an error.
final class ScheduleSettings {

    private final String schedule;
    private final Map<String, String> given;
    private final List<String> known = new ArrayList<>();

    ScheduleSettings(String schedule, Map<String, String> given) {
        this.schedule = schedule;
        this.given = given;
    }

    boolean has(String name) {
        known.add(name);
        return given.containsKey(name);
    }

    private @Nullable String value(String name) {
        return has(name) ? given.get(name) : null;
    }

    double number(String name, double otherwise) {
        String value = value(name);
        return value == null ? otherwise : Specs.number(name, value);
    }

    /// A number within bounds.
    double number(String name, double otherwise, double low, double high) {
        double value = number(name, otherwise);
        if (!(value >= low && value <= high)) {
            throw DescentException.usage(schedule + ": " + name + " is " + Printer.number(value)
                    + ", expected a number from " + Printer.number(low) + " to " + Printer.number(high) + ".");
        }
        return value;
    }

    int whole(String name, int otherwise) {
        double value = number(name, otherwise);
        if (value != (int) value) {
            throw DescentException.usage(schedule + ": " + name + " is " + value + ", expected a whole number.");
        }
        return (int) value;
    }

    /// A length.
    ///
    /// @param otherwise as text; empty where it must be given
    Length length(String name, String otherwise) {
        String value = value(name);
        if (value == null && otherwise.isEmpty()) {
            throw DescentException.usage("The schedule " + schedule + " needs " + name + ", as in " + schedule + ":"
                    + name + "=30epochs (or 1000 updates, or 10% of the run).");
        }
        return Length.parse(name, value == null ? otherwise : value);
    }

    void expectNoOther() {
        for (String name : given.keySet()) {
            if (!known.contains(name)) {
                throw DescentException.usage("The schedule " + schedule + " has no setting \"" + name + "\"; it has "
                        + (known.isEmpty() ? "none" : String.join(", ", known)) + "." + Nearest.hint(name, known));
            }
        }
    }
}
