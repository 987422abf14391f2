package dev.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.common.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `plane` from outside.
class PlaneCommandTest {

    @TempDir
    Path home;

    @Test
    void plane_ofARun_printsBothLossesAndWritesThePicture() {
        run("train", "moons", "--hidden", "8", "--epochs", "5");

        Session.Result result = run("plane", "last");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("adam-1: ", " places on the way of ", "true loss", "The plane holds ",
                "% of the movement.");
        assertThat(home.resolve("plane/adam-1.svg")).isNotEmptyFile();
        assertThat(home.resolve("plane/adam-1.png")).isNotEmptyFile();
    }

    @Test
    void plane_asJson_isCoarseFirstAndThenFineOverTheSameWindow() {
        run("train", "moons", "--hidden", "8", "--epochs", "2");

        List<Map<String, @Nullable Object>> all = run("plane", "last", "--json").events();
        List<Map<String, @Nullable Object>> events = all.stream()
                .filter(event -> !"repeated".equals(event.get("event"))).toList();

        assertThat(all.getFirst()).containsEntry("event", "repeated");
        assertThat(all).hasSizeLessThanOrEqualTo(22);
        assertThat(events).extracting(event -> event.get("event")).containsExactly("plane", "done");
        assertThat(events).extracting(event -> event.get("grid")).containsExactly(15.0, 41.0);
        Map<String, @Nullable Object> coarse = events.getFirst();
        Map<String, @Nullable Object> fine = events.getLast();
        assertThat(fine.get("window")).isEqualTo(coarse.get("window"));
        assertThat(fine.get("markers")).isEqualTo(coarse.get("markers"));
        List<?> few = Json.array(coarse.get("losses"), "losses");
        List<?> many = Json.array(fine.get("losses"), "losses");
        assertThat(few).hasSize(15 * 15);
        assertThat(many).hasSize(41 * 41);
        assertThat(many.getFirst()).as("a corner is a corner").isEqualTo(few.getFirst());
        assertThat(many.getLast()).isEqualTo(few.getLast());
        assertThat(many.get(20 * 41 + 20)).as("and the middle the middle").isEqualTo(few.get(7 * 15 + 7));
    }

    @Test
    void plane_withAGridOfOne_isRefused() {
        run("train", "moons", "--hidden", "4", "--epochs", "1");

        Session.Result result = run("plane", "last", "--grid", "1");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("--grid 1", "from 2");
    }

    private Session.Result run(String... arguments) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--runs-dir";
        all[arguments.length + 1] = home.toString();
        return Session.run(all);
    }
}
