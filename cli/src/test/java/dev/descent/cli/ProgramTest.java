package dev.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramTest {

    @Test
    void bareCommand_printsThreeLinesToTryUnderItsOwnName() {
        Session.Result result = Session.run();
        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
        List<List<String>> hints = Session.hints(result.out());
        assertThat(hints).hasSize(4);
        assertThat(hints.getLast()).containsExactly("--help");
    }

    @Test
    void help_ofEveryCommand_namesTheProgramAsItWasStarted() {
        assertThat(Session.run("--help").out()).contains("Usage: " + Session.NAME + " ");
        for (String command : List.of("train", "predict", "evaluate", "resume", "inspect", "walk", "trace", "explain",
                "optimizers")) {
            Session.Result help = Session.run(command, "--help");
            assertThat(help.code()).isZero();
            assertThat(help.out()).contains("Usage: " + Session.NAME + " " + command + " ", "--json");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '¤', value = {
            "explan adam             | error: unknown command explan. Did you mean explain?            | --help",
            "train x --optimiser sgd | error: unknown option --optimiser. Did you mean --optimizer?   | train --help",
            "train                   | error: missing FILE.                                            | train --help",
            "trace adam              | error: missing --start, FILE.                                   | trace --help",
            "train x --lr            | error: --lr needs a value: --lr RATE.                           | train --help",
            "train x --epochs many   | error: Invalid value for option '--epochs': 'many' is not a whole number. "
                    + "| train --help",
            "explain adam sgd        | error: unexpected argument \"sgd\".                           | explain --help"})
    void arguments_thatMakeNoSense_areExplainedWithTheNearest(String line, String message, String help) {
        Session.Result result = Session.run(line.split(" "));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).isEqualTo(message + "\nhelp:  " + Session.NAME + " " + help + "\n");
    }

    @Test
    void version_namesDescentAndJava() {
        assertThat(Session.run("--version").out()).startsWith("descent ").contains("Java " + Runtime.version());
    }
}
