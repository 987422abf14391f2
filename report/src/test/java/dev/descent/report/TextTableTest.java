package dev.descent.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {

    private static final TextTable TABLE = TextTable.of("optimizer", "loss", "updates", "good range")
            .row("adam", "0.106 [0.105, 0.111]", "400", "2.0 decades").row("sgd", "0.112", "1,120", "≥ 0.9 decades");

    @Test
    void within_aWideTerminal_isTheTable() {
        assertThat(TABLE.within(80)).containsExactly(TABLE);
    }

    @Test
    void within_aNarrowTerminal_repeatsTheFirstColumn() {
        List<TextTable> parts = TABLE.within(40);
        assertThat(parts).extracting(TextTable::columns).containsExactly(List.of("optimizer", "loss"),
                List.of("optimizer", "updates", "good range"));
        assertThat(parts).allSatisfy(part -> assertThat(part.text().lines()).hasSize(3)
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(40)));
        assertThat(TABLE.within(1)).as("never less than a column").hasSize(3);
    }
}
