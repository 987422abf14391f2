package dev.descent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.common.Json;
import java.io.File;
import java.io.StringWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A project of somebody else's, compiled and run against core alone: nothing of Maven's, no other library, on the
/// class path and as a module, with the Vector API and without.
class ConsumerTest {

    private static final String PROGRAM = """
            package consumer;

            import dev.descent.data.Column;
            import dev.descent.data.Table;
            import dev.descent.objective.Objective;
            import dev.descent.objective.Trajectory;
            import dev.descent.objective.Walk;
            import dev.descent.optim.Optimizers;
            import dev.descent.train.Descent;
            import dev.descent.train.TrainedRun;
            import java.util.List;

            public final class Program {

                public static void main(String[] arguments) {
                    Objective bowl = new Objective() {
                        @Override
                        public int size() {
                            return 2;
                        }

                        @Override
                        public double valueAndGradient(double[] theta, double[] gradient) {
                            gradient[0] = theta[0];
                            gradient[1] = 10 * theta[1];
                            return (theta[0] * theta[0] + 10 * theta[1] * theta[1]) / 2;
                        }
                    };
                    Trajectory path = Walk.of(bowl, Optimizers.parse("theta <- theta - 0.1*g"))
                            .from(3, 2).updates(200).run();
                    System.out.println("walk " + (path.last().value() < 1e-12));

                    double[] x = new double[400];
                    double[] y = new double[400];
                    for (int i = 0; i < x.length; i++) {
                        x[i] = i * 0.37 % 7;
                        y[i] = 3 * x[i] + 1;
                    }
                    Table table = new Table("line", List.of(new Column.Numeric("x", x), new Column.Numeric("y", y)));
                    TrainedRun run = Descent.train(table).target("y").hidden(List.of())
                            .lr(0.05).epochs(30).seed(1).run();
                    System.out.println("train " + (run.metrics().main() < run.baseline().main()));
                    System.out.println("loss " + Double.toHexString(run.bestLoss()));
                }
            }
            """;

    private static final String MODULE = """
            module consumer {
                requires dev.descent.core;
            }
            """;

    private static final Path CORE = location();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @Test
    void consumer_onTheClassPathAndAsAModule_runsWithTheSameBits() throws Exception {
        Path classes = compile("classes", List.of("-cp", CORE.toString()), false);
        Path module = compile("module", List.of("--module-path", CORE.toString()), true);
        String paths = classes + File.pathSeparator + CORE;

        String plain = java("-cp", paths, "consumer.Program");
        assertThat(plain.lines().toList()).startsWith("walk true", "train true");
        assertThat(java("--add-modules", "jdk.incubator.vector", "-cp", paths, "consumer.Program")).isEqualTo(plain);

        String modules = module + File.pathSeparator + CORE;
        assertThat(java("--module-path", modules, "-m", "consumer/consumer.Program")).isEqualTo(plain);
        assertThat(java("--add-modules", "jdk.incubator.vector", "--module-path", modules, "-m",
                "consumer/consumer.Program")).isEqualTo(plain);
    }

    private Path compile(String name, List<String> options, boolean module) throws Exception {
        Path sources = Files.createDirectories(folder.resolve(name + "-src/consumer"));
        List<String> arguments = new ArrayList<>(options);
        arguments.addAll(List.of("--release", "25", "-Xlint:all", "-Werror", "-d", folder.resolve(name).toString()));
        arguments.add(Files.writeString(sources.resolve("Program.java"), PROGRAM).toString());
        if (module) {
            arguments.add(Files.writeString(sources.resolveSibling("module-info.java"), MODULE).toString());
        }
        StringWriter messages = new StringWriter();
        int result = ToolProvider.findFirst("javac").orElseThrow().run(new PrintWriter(messages),
                new PrintWriter(messages), arguments.toArray(String[]::new));
        assertThat(messages.toString()).as("javac %s", options).isEmpty();
        assertThat(result).isZero();
        return folder.resolve(name);
    }

    private static String java(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1"));
        Stream.of(arguments).forEach(command::add);
        Process process = new ProcessBuilder(command).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s%n%s", command, err).isZero();
        return out;
    }

    /// The jar or folder that holds core.
    private static Path location() {
        try {
            return Path.of(Json.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (java.net.URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
