package dev.descent.bench;

import java.io.IOException;
import java.util.stream.Stream;
import org.openjdk.jmh.Main;

/// Runs benchmarks with their rates beside their times, and fails where one differs from plain Java. Arguments are JMH's: a
/// part of a name first.
final class Twins {

    private Twins() {
    }

    public static void main(String[] arguments) throws IOException {
        Main.main(Stream.concat(Stream.of(arguments), Stream.of("-prof", Rates.class.getName(), "-foe", "true"))
                .toArray(String[]::new));
    }
}
