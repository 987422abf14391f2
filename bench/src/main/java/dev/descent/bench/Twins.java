package dev.descent.bench;

import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// Runs benchmarks with their rates beside their times. Arguments are JMH's: a part of a name first.
final class Twins {

    private Twins() {
    }

    public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
        new Runner(new OptionsBuilder().parent(new CommandLineOptions(arguments)).addProfiler(Rates.class)
                .shouldFailOnError(true).build()).run();
    }
}
