package dev.descent.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentTest {

    private final Recent<String, String> recent = new Recent<>(2);
    private final List<String> made = new ArrayList<>();

    private String ask(String key) {
        return recent.of(key, it -> {
            made.add(it);
            return it + "!";
        });
    }

    @Test
    void value_askedForAgain_isTheSameAndNotMadeAnew() {
        assertThat(ask("a")).isEqualTo("a!").isSameAs(ask("a"));
        assertThat(made).containsExactly("a");
    }

    @Test
    void values_beyondTheMost_goByWhenTheyWereLastAskedFor() {
        ask("a");
        ask("b");
        ask("a");
        ask("c");
        ask("a");
        ask("b");
        assertThat(made).containsExactly("a", "b", "c", "b");
    }

    @Test
    void making_thatFails_isTriedAnew() {
        assertThatThrownBy(() -> recent.of("a", _ -> {
            throw new IllegalStateException();
        })).isInstanceOf(IllegalStateException.class);
        assertThat(ask("a")).isEqualTo("a!");
    }
}
