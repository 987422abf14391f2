package dev.descent.kernel;

import dev.descent.common.DescentException;
import dev.descent.common.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// How loops are run. All three give the same bits.
public enum KernelMode {
    /// Generated code on the Vector API; needs `--add-modules jdk.incubator.vector`.
    VECTOR,
    /// Generated code, one number at a time (HotSpot makes vectors of short loops by itself).
    SCALAR,
    /// No code is generated: the interpreter of the expression tree, the specification.
    INTERPRET;

    /// The system property that chooses, `vector`, `scalar` or `interpret`.
    public static final String PROPERTY = "descent.kernels";

    /// What the property says; without it vectors where the JVM has them.
    public static KernelMode ofProperty() {
        String given = System.getProperty(PROPERTY);
        if (given == null) {
            return Lanes.available() ? VECTOR : SCALAR;
        }
        List<String> known = Arrays.stream(values()).map(mode -> mode.name().toLowerCase(Locale.ROOT)).toList();
        int index = known.indexOf(given);
        if (index < 0) {
            throw DescentException.usage("-D" + PROPERTY + "=" + given + ": expected one of " + String.join(", ", known)
                    + "." + Nearest.hint(given, known));
        }
        KernelMode mode = values()[index];
        if (mode == VECTOR && !Lanes.available()) {
            throw DescentException.usage("-D" + PROPERTY
                    + "=vector needs the Vector API: start java with --add-modules jdk.incubator.vector, or leave the "
                    + "property out for the scalar kernels, which give the same bits.");
        }
        return mode;
    }
}
