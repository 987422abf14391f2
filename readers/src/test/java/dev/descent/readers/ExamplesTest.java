package dev.descent.readers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the programs of `examples/` as a reader would: `java Example.java`.
class ExamplesTest {

    private static final Path EXAMPLES = Path.of("..", "examples");

    @TempDir
    private Path folder;

    @Test
    void trainOnCsv_trainsKeepsAndPredicts() throws IOException, InterruptedException {
        StringBuilder csv = new StringBuilder("area,rooms,price\n");
        for (int i = 0; i < 300; i++) {
            csv.append(20 + i % 83).append(',').append(1 + i % 5).append(',')
                    .append(1000 * (20 + i % 83) + 5000 * (1 + i % 5) + i * 7919 % 100 / 10.0).append('\n');
        }
        Path file = Files.writeString(folder.resolve("houses.csv"), csv);
        Path model = folder.resolve("houses.descent");

        String output = run("TrainOnCsv", file.toString(), "price", model.toString());

        assertThat(output).contains("rmse ").contains("baseline (mean ").contains("first row: predicted ");
        assertThat(model).exists();
    }

    @Test
    void minimiseObjective_findsWhereTheDiagonalsCross() throws IOException, InterruptedException {
        assertThat(run("MinimiseObjective")).contains("the knot lies at [1.3333");
    }

    @Test
    void ownOptimizer_learnsTheMoons() throws IOException, InterruptedException {
        assertThat(run("OwnOptimizer")).containsPattern("custom: accuracy (0\\.9|1)");
    }

    /// No example runs unseen: a new one needs a test here.
    @Test
    void everyExample_hasATest() throws IOException {
        try (var files = Files.list(EXAMPLES)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("TrainOnCsv.java",
                    "MinimiseObjective.java", "OwnOptimizer.java");
        }
    }

    private String run(String example, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--class-path", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                EXAMPLES.resolve(example + ".java").toString()));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        int exit = process.waitFor();
        String text = Files.readString(output);
        assertThat(exit).as(text).isZero();
        return text;
    }
}
