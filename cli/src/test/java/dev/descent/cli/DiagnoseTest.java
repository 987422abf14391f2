package dev.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.train.Recipe;
import dev.descent.train.RunFolder;
import dev.descent.train.Runs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `diagnose` from outside, and the command lines that it prints.
class DiagnoseTest {

    @TempDir
    Path home;

    @Test
    void diagnose_aRunThatHardlyMoved_saysSoAndPrintsACommandThatRuns() {
        run("train", "moons", "--optimizer", "sgd", "--lr", "0.0001", "--hidden", "8", "--epochs", "5");

        Session.Result result = run("diagnose", "last");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("sgd-1: too-slow", "confidence ", "within an epoch");
        List<String> hint = Session.hints(result.out()).getLast();
        assertThat(hint).startsWith("train", "moons").contains("--lr", "auto");
        assertThat(Session.run(hint.toArray(String[]::new)).code()).isZero();
    }

    @Test
    void diagnose_divergedRunOnRawColumns_asksForScaling() {
        run("train", "rooms", "--optimizer", "sgd", "--lr", "0.1", "--scale", "none", "--hidden", "none", "--epochs",
                "3");

        Session.Result result = run("diagnose", "sgd-1", "--json");

        Map<String, ?> done = result.events().getLast();
        assertThat(done.get("verdict")).isEqualTo("diverged");
        assertThat(String.valueOf(done.get("command"))).startsWith("train rooms").contains("--lr auto")
                .doesNotContain("--scale");
    }

    @Test
    void diagnose_noRun_saysWhereItLooked() {
        Session.Result result = run("diagnose", "last");

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("There is no run yet");
    }

    @Test
    void recipeLine_everyOption_makesTheSameRecipeAgain() {
        run("train", "rooms", "--optimizer", "adam:beta2=0.99", "--lr", "last: 0.001, rest: 0.004", "--schedule",
                "warmup=5%, cosine", "--drop", "district", "--scale", "minmax", "--scale-target", "off", "--validation",
                "0.2", "--hold-out", "100", "--updates", "20", "--batch", "16", "--accumulate", "2", "--shuffle",
                "once",
                "--hidden", "5,4", "--activation", "tanh", "--loss", "huber", "--seed", "7", "--decay-biases", "off",
                "--set", "decay=0.01");
        RunFolder first = new Runs(home).find("last");
        String line = RecipeLine.of(first.recipe(), first.source(), false);

        List<String> arguments = Session.hints(Session.NAME + " " + line).getLast();
        Session.Result result = run(arguments.toArray(String[]::new));

        assertThat(result.code()).as(line + "\n" + result.err()).isZero();
        Recipe again = new Runs(home).find("last").recipe();
        assertThat(again.toJson()).isEqualTo(first.recipe().toJson());
    }

    private Session.Result run(String... arguments) {
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--runs-dir";
        all[arguments.length + 1] = home.toString();
        return Session.run(all);
    }
}
