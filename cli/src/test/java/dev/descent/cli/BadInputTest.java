package dev.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What people give by mistake, and the one message that each gets: what, where, what to do.
class BadInputTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @BeforeEach
    void prepare() throws IOException {
        Files.createDirectory(folder.resolve("folder"));
        write("empty.csv", "");
        write("header.csv", "a,b,y\n");
        write("ragged.csv", "a,b,y\n1,2,3\n1,2\n4,5,6\n");
        write("good.csv", rows(i -> i % 13 + "," + i % 7 + "," + 3 * i));
        write("no-target.csv", rows(i -> i % 13 + "," + i % 7 + ","));
        write("constant.csv", rows(i -> "1,5," + 3 * i));
        write("huge.csv", rows(i -> i % 13 + "," + (i == 40 ? "1e308" : i % 7) + "," + 3 * i));
        write("infinite.csv", rows(i -> i % 13 + "," + (i == 40 ? "Infinity" : i % 7) + "," + 3 * i));
        write("text.csv", rows(i -> i % 13 + "," + (i == 40 ? "seven" : i % 7) + "," + 3 * i));
        write("one.csv", "a,b,y\n1,2,3\n");
        Files.write(folder.resolve("idx3-ubyte.csv"), new byte[] {0, 0, 9, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 7});
        byte[] noise = new byte[2000];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) (i * 31 + 200);
        }
        Files.write(folder.resolve("binary.csv"), noise);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("train missing.csv --target y", 3, "error: no file DIR/missing.csv here"),
                Arguments.of("train folder --target y", 3,
                        "error: DIR/folder is a folder; expected a CSV, TSV or IDX file"),
                Arguments.of("train empty.csv --target y", 3,
                        "error: DIR/empty.csv is empty (0 bytes). Expected a header line and rows of data"),
                Arguments.of("train header.csv --target y", 3,
                        "error: DIR/header.csv has a header (a, b, y) but no rows. Expected at least one row of data "
                                + "below it"),
                Arguments.of("train ragged.csv --target y", 3,
                        "error: DIR/ragged.csv, line 3: 2 cells where the header has 3. Expected one cell per column."),
                Arguments.of("train good.csv --target yy", 3,
                        "error: no column \"yy\" in good.csv. Did you mean \"y\"? Columns: a, b, y"),
                Arguments.of("train no-target.csv --target y", 3,
                        "error: the target \"y\" is missing in all 60 rows of "
                                + "no-target.csv. Expected a column with values: choose another --target"),
                Arguments.of("train constant.csv --target y", 3,
                        "error: no column of constant.csv can predict \"y\": \"a\" always 1, \"b\" always 5."),
                Arguments.of("train huge.csv --target y", 3,
                        "error: DIR/huge.csv, line 41, column \"b\": found \"1e308\", "
                                + "which is beyond the range of 32-bit floats"),
                Arguments.of("train infinite.csv --target y", 3,
                        "error: DIR/infinite.csv, line 41, column \"b\": found \"Infinity\", expected a finite "
                                + "number."),
                Arguments.of("train text.csv --target y", 3,
                        "error: DIR/text.csv, line 41, column \"b\": found \"seven\", expected a number"),
                Arguments.of("train binary.csv --target y", 3, "error: DIR/binary.csv, line 1: the byte"),
                Arguments.of("train good.csv --target y --lr -1", 2, "error: Adam: lr is -1"),
                Arguments.of("train good.csv --target y --epochs 3 --updates 3", 2,
                        "error: --epochs 3 and --updates 3"),
                Arguments.of("train good.csv --target y --hidden 6x", 2, "error: --hidden 6x: expected whole numbers"),
                Arguments.of("train good.csv --target y --set beta3=1", 2, "error: Adam has no setting \"beta3\""),
                Arguments.of("train good.csv --target y --optimizer sgd,adam", 2,
                        "error: \"sgd,adam\" names 2 optimizers: sgd and adam. Expected one;"),
                Arguments.of("train one.csv --target y", 3,
                        "error: the target \"y\" of one.csv is \"3\" in its only row, so there is nothing to learn"),
                Arguments.of("train idx3-ubyte.csv --target label", 3,
                        "begins with 0x00000903, expected 0x00000803: unsigned bytes of images in the IDX format"),
                Arguments.of("predict m/none.descent good.csv", 3,
                        "error: There is no model or run m/none.descent. Expected a model.descent, a run's folder"),
                Arguments.of("walk rosenbrok", 2,
                        "error: There is no surface \"rosenbrok\". Did you mean \"rosenbrock\"?"),
                Arguments.of("predict last good.csv", 3, "error: There is no run yet in DIR/runs."),
                Arguments.of("predict good.csv good.csv", 3, "error: "),
                Arguments.of("resume adam-9", 3, "error: There is no run \"adam-9\" in DIR/runs."),
                Arguments.of("walk \"x^2 + +\"", 2, "error: "),
                Arguments.of("compare good.csv --target y --optimizer sgd,adm", 2,
                        "error: There is no optimizer \"adm\""));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistake_getsOneMessageAndItsExitCode(String line, int code, String message) {
        String[] arguments = Stream.concat(Stream.of(line.split(" ")).map(this::located),
                Stream.of("--runs-dir", folder.resolve("runs").toString())).toArray(String[]::new);
        Session.Result result = Session.run(arguments);
        assertThat(result.err()).contains(message.replace("DIR", folder.toString()));
        assertThat(result.err()).doesNotContain("\tat ", "inside Descent");
        assertThat(result.err().lines().filter(said -> said.startsWith("error: "))).hasSize(1);
        assertThat(result.code()).isEqualTo(code);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void predict_withoutTheColumnsOfTheTraining_namesThem() throws IOException {
        train("good.csv");
        write("less.csv", "a,c\n1,2\n");
        Session.Result result = Session.run("predict", "last", folder.resolve("less.csv").toString(), "--runs-dir",
                folder.resolve("runs").toString());
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("less.csv lacks the column b");
    }

    @Test
    void predict_withTextWhereNumbersWere_namesTheCell() throws IOException {
        train("good.csv");
        Session.Result result = Session.run("predict", "last", folder.resolve("text.csv").toString(), "--runs-dir",
                folder.resolve("runs").toString());
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("column \"b\": found \"seven\", expected a number");
    }

    private void train(String file) {
        Session.Result trained = Session.run("train", folder.resolve(file).toString(), "--target", "y", "--epochs", "2",
                "--hidden", "4", "--quiet", "--runs-dir", folder.resolve("runs").toString());
        assertThat(trained.code()).as(trained.err()).isZero();
    }

    private String located(String word) {
        return word.matches("[a-z0-9-]+\\.csv|folder") ? folder.resolve(word).toString() : word.replace("\"", "");
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }

    private static String rows(IntFunction<String> row) {
        return "a,b,y\n" + IntStream.rangeClosed(1, 60).mapToObj(row).collect(Collectors.joining("\n")) + "\n";
    }
}
