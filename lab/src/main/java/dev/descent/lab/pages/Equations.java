package dev.descent.lab.pages;

import dev.descent.lab.web.Allowance;
import dev.descent.objective.Formula;
import dev.descent.objective.Surface;
import dev.descent.optim.CustomRule;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/// What people typed, read once: the newest 256 texts are kept, and new ones are rationed, since each makes code.
/// Length, depth and size of an equation are bounded by the language itself.
final class Equations {

    private static final int KEPT = 256;
    private static final long SEED = 1;

    private final Allowance allowance;
    private final Map<String, Object> read = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Object> eldest) {
            return size() > KEPT;
        }
    };

    /// @param allowance for texts that are not known yet
    Equations(Allowance allowance) {
        this.allowance = allowance;
    }

    /// An update rule.
    ///
    /// @throws dev.descent.common.DescentException (usage) with line and column where it is wrong
    CustomRule rule(String text) {
        return (CustomRule) once("rule " + text, _ -> {
            CustomRule rule = CustomRule.of("yours", text);
            rule.rule();
            return rule;
        });
    }

    /// A surface of any number of coordinates.
    ///
    /// @throws dev.descent.common.DescentException (usage) with line and column where it is wrong
    Surface surface(String text) {
        return (Surface) once("surface " + text, _ -> Surface.of(Formula.parse(text), SEED));
    }

    private Object once(String key, Function<String, Object> reading) {
        synchronized (read) {
            Object known = read.get(key);
            if (known != null) {
                return known;
            }
        }
        allowance.use("equations");
        Object fresh = reading.apply(key);
        synchronized (read) {
            read.put(key, fresh);
        }
        return fresh;
    }
}
