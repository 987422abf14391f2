package dev.descent.cli;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// JVMs that are known to compute or store wrong bits under some circumstances. A person who uses one is warned at each
/// start; the launcher takes one only if it finds nothing better.
final class JdkCheck {

    /// A circumstance and what to say about it.
    ///
    /// @param applies to the version and the options that the JVM was given
    /// @param warning what can go wrong, and what to do
    private record Known(Predicate<Jvm> applies, String warning) {
    }

    /// A JVM.
    ///
    /// @param version `java.version`
    /// @param options what was passed to it through the environment
    record Jvm(String version, String options) {
    }

    private static final List<Known> KNOWN = List.of(
            // JDK-8377811, seen as corrupted compressed data in zstd-jni issue 377: G1 may reclaim a region while
            // native code holds an array in it. Descent runs on other collectors, but a person can choose G1.
            new Known(jvm -> jvm.version().matches("25(\\.0(\\.[0-2])?)?"),
                    "this JDK can corrupt arrays that native code uses (fixed in 25.0.3); install a newer one"),
            // JDK-8380060: wrong code with compact object headers.
            new Known(jvm -> jvm.options().contains("+UseCompactObjectHeaders"),
                    "compact object headers are known to miscompile on this JDK; "
                            + "leave -XX:+UseCompactObjectHeaders out"));

    private JdkCheck() {
    }

    /// What to warn about with this JVM.
    static List<String> warnings(Map<String, String> environment) {
        return warnings(new Jvm(System.getProperty("java.version", ""), environment.getOrDefault("JDK_JAVA_OPTIONS", "")
                + " " + environment.getOrDefault("JAVA_TOOL_OPTIONS", "") + " "
                + environment.getOrDefault("DESCENT_JAVA_OPTS", "")));
    }

    static List<String> warnings(Jvm jvm) {
        return KNOWN.stream().filter(known -> known.applies().test(jvm))
                .map(known -> "Java " + jvm.version() + ": " + known.warning()).toList();
    }
}
