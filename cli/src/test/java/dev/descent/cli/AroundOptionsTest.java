package dev.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The options of what stands around a rule: schedule, clipping, parts of the network, mean of the weights, accumulation.
class AroundOptionsTest {

    @TempDir
    private Path folder;

    @Test
    void train_withEverything_showsIt_keepsIt_andTheSameTwice() throws IOException {
        List<String> words = List.of("train", "moons", "--epochs", "4", "--batch", "8", "--accumulate", "4",
                "--schedule", "warmup=5%, cosine, plateau:patience=2", "--clip", "norm:1", "--ema", "0.9", "--set",
                "decay=0.01", "--decay-biases", "off", "--lr", "last: 1e-4, rest: 0.01");
        Session.Result first = run(words);
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.out()).contains("adam:clipNorm=1,decay=0.01,ema=0.9 lr 0.0100", "batch 8 × 4",
                "rate  if t ≤ round(5·T/100) then ", "plateau:factor=0.1,patience=2", "part  biases: decay 0",
                "part  last: lr 0.000100");
        assertThat(run(words).code()).isZero();

        Path runs = folder.resolve("runs");
        assertThat(Files.readAllBytes(runs.resolve("adam-2/model.descent")))
                .isEqualTo(Files.readAllBytes(runs.resolve("adam-1/model.descent")));
        assertThat(Files.readString(runs.resolve("adam-1/run.json")).replaceAll("\\s+", "")).contains(
                "\"accumulate\":4",
                "\"last\":{\"lr\":", "g←g·min(1,clipNorm/‖g‖)");
    }

    @Test
    void explain_showsClippingAndMeanAsLinesAndTheirCost() {
        Session.Result norm = Session.run("explain", "sgd", "--clip", "norm:1", "--ema", "0.999");
        assertThat(norm.out()).contains("g ← g·min(1, clipNorm/‖g‖)", "θ̄ ← θ̄ + (1 − ema)/(1 − ema^t)·(θ − θ̄)",
                "evaluate θ̄", "pass 1: ", "pass 2: ");
        Session.Result value = Session.run("explain", "sgd", "--clip", "value:1");
        assertThat(value.out()).contains("g ← clamp(g, −clipValue, clipValue)", "12 bytes moved per parameter",
                "a zero gradient changes nothing (proved)");
    }

    @Test
    void compare_takesThemForAllRules_andItsHintTrainsTheSame() {
        Session.Result result = run(List.of("compare", "moons", "--optimizer", "sgd,adam", "--lr", "0.01", "--seeds",
                "2", "--epochs", "2", "--no-timing", "--clip", "layer-norm:1", "--schedule", "cosine", "--accumulate",
                "2"));
        assertThat(result.code()).as(result.err()).isZero();
        String hint = Session.hints(result.out()).stream().map(words -> String.join(" ", words))
                .filter(line -> line.startsWith("train ")).findFirst().orElse("");
        assertThat(hint).contains(":clipLayerNorm=1", "--schedule cosine", "--accumulate 2").doesNotContain("--clip");
    }

    @Test
    void train_settingsOfParts_areThoseOfThePart() throws IOException {
        List<String> words = List.of("train", "moons", "--epochs", "2", "--set",
                "decay=0.01, last: decay=0, first.weights: β₁=0.8", "--lr", "rest: 0.01, last: 1e-4");
        Session.Result result = run(words);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("adam:decay=0.01 lr 0.0100", "part  last: lr 0.000100",
                "part  last: decay 0", "part  first.weights: beta1 0.8");
        Path runs = folder.resolve("runs");
        assertThat(run(List.of("train", "moons", "--epochs", "2", "--set", "decay=0.01", "--lr", "0.01")).code())
                .isZero();
        assertThat(Files.readAllBytes(runs.resolve("adam-1/model.descent")))
                .isNotEqualTo(Files.readAllBytes(runs.resolve("adam-2/model.descent")));
    }

    @Test
    void compare_settingsOfParts_holdForAll_andItsHintTrainsTheSame() {
        Session.Result result = run(List.of("compare", "moons", "--optimizer", "sgd,momentum", "--lr",
                "0.01, last: 1e-3, 0.1", "--set", "last: decay=0.1", "--seeds", "2", "--epochs", "2", "--no-timing"));
        assertThat(result.code()).as(result.err()).isZero();
        List<String> hint = Session.hints(result.out()).stream().filter(line -> line.getFirst().equals("train"))
                .findFirst().orElseThrow();
        assertThat(hint).contains("0.1, last: 0.001", "last: decay=0.1");
        Session.Result trained = Session.run(hint.toArray(String[]::new));
        assertThat(trained.out()).contains("part  last: lr 0.00100", "part  last: decay 0.1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "compare --set=last:dekay=0 | SGD has no setting \"dekay\" | Did you mean \"decay\"?",
            "compare --set=last:beta1=0.8 | SGD has no setting \"beta1\" | it has lr",
            "compare --set=lsat:decay=0 | \"lsat\" is no part of a network | Did you mean \"last\"?",
            "compare --set=layer9:decay=0 | There is no layer9 | layer1 to layer3",
            "compare --lr=last:grid | --lr grid: expected numbers | found \"grid\"",
            "train --set=last:decay=2000000 | decay is 2000000.0, expected | usual values",
            "train --set=last:clipNorm=1 | clipNorm holds for all parameters | set it for the optimizer",
            "train --set=last:decay | \"decay\" in \"decay\" is no setting | name=value",
            "train --set=last:decay=0,last:decay=1 | decay of last is set twice | --set last:decay=0",
            "train --lr=0.1, | a rate is missing | --lr 0.1,"})
    void nonsenseForAPart_isExplained(String line, String said, String help) {
        String[] words = line.split(" ");
        Session.Result result = run(List.of(words[0], "moons", "--optimizer", "sgd", words[1]));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains(said, help);
    }

    @Test
    void settingsOfParts_whereThereIsNoNetwork_areRefused() {
        Session.Result result = Session.run("walk", "bowl", "--set", "last: decay=0");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .contains("--set last: decay=0: last would be a part of a network, and there is none here");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "--clip=1 | error: --clip 1: expected value:1, norm:1 or layer-norm:1, with a bound above 0",
            "--clip=norm:-1 | expected value:1, norm:1", "--ema=1 | ema is 1.0, expected 0 ≤ ema < 1",
            "--accumulate=0 | accumulate is 0, expected 1", "--decay-biases=no | --decay-biases no: expected on or off",
            "--schedule=cosin | There is no schedule \"cosin\"",
            "--lr=0.1,0.2 | --lr 0.1,0.2: a training takes one rate",
            "--lr=lst:0.1 | \"lst\" is no part of a network", "--lr=layer9:0.1 | There is no layer9",
            "--lr=last:0.1,last:0.2 | last has two rates", "--lr=grid | a training takes one rate",
            "--lr=last:-1 | lr is -1.0, expected"})
    void nonsense_isExplained(String option, String said) {
        Session.Result result = run(List.of("train", "moons", option));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains(said);
    }

    private Session.Result run(List<String> words) {
        return Session.run(Stream.concat(words.stream(), Stream.of("--runs-dir",
                Objects.requireNonNull(folder).resolve("runs").toString())).toArray(String[]::new));
    }
}
