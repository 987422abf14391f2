package dev.descent.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.common.DescentException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jspecify.annotations.Nullable;

class KeptFilterTest {

    private static Kept run(String id, String state, String optimizer, double lr, String data) {
        Map<String, @Nullable Object> settings = new LinkedHashMap<>();
        settings.put("optimizer", optimizer);
        settings.put("lr", lr);
        settings.put("seed", "3");
        settings.put("data", data);
        Map<String, @Nullable Object> results = new LinkedHashMap<>();
        results.put("bestLoss", state.equals("diverged") ? null : 10 * lr);
        results.put("created", id.endsWith("1") ? "2026-11-01T10:00:00Z" : "2026-11-20T10:00:00Z");
        return new Kept("run", id, Path.of(id), state, settings, results, Map.of());
    }

    private static final List<Kept> ALL = List.of(run("adam-1", "finished", "adam", 0.001, "houses.csv"),
            run("adam-2", "diverged", "adam:beta2=0.99", 0.1, "houses.csv"),
            run("adamw-3", "finished", "adamw", 0.01, "flats.csv"), run("sgd-4", "killed", "sgd", 0.01, "flats.csv"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
            "optimizer:adam                     | adam-1 adam-2",
            "optimizer=adam                     | adam-1",
            "optimizer:a*                       | adam-1 adam-2 adamw-3",
            "lr<0.01                            | adam-1",
            "lr<=1e-2                           | adam-1 adamw-3 sgd-4",
            "lr=1e-2                            | adamw-3 sgd-4",
            "lr:0.01                            | adamw-3 sgd-4",
            "optimizer:adam lr>0.01 state:diverged | adam-2",
            "state!=finished                    | adam-2 sgd-4",
            "bestLoss<1                         | adam-1 adamw-3 sgd-4",
            "bestLoss!=0.01                     | adam-2 adamw-3 sgd-4",
            "created<2026-11-10                 | adam-1",
            "seed=3 data:flats*                 | adamw-3 sgd-4",
            "FLATS                              | adamw-3 sgd-4",
            "adam-2                             | adam-2",
            "''                                 | adam-1 adam-2 adamw-3 sgd-4",
            "lr>1                               | -"})
    void filter_ofTerms_keepsWhatFitsAll(String filter, @Nullable String expected) {
        KeptFilter wanted = KeptFilter.parse(List.of(filter), ALL);
        assertThat(ALL.stream().filter(wanted).map(Kept::id)).as(filter)
                .isEqualTo(expected == null ? List.of() : Arrays.asList(expected.split(" ")));
    }

    @Test
    void filter_withAnUnknownName_saysTheNearest() {
        assertThatThrownBy(() -> KeptFilter.parse(List.of("optimiser:adam"), ALL)).isInstanceOf(DescentException.class)
                .hasMessageContaining("Did you mean \"optimizer\"?");
        assertThatThrownBy(() -> KeptFilter.parse(List.of("lr<small"), ALL)).hasMessageContaining(
                "expected a number after <, found \"small\"");
    }
}
