package dev.descent.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';',
            value = {"constant; 1; 0.1", "eta; 7; 0.1", "η·0.5^⌊t/1000⌋; 2500; 0.025", "lr*0.5^floor(t/1000); 999; 0.1",
                    "lr*(1 - t/T); 5000; 0.05", "if t <= 100 then lr*t/100 else lr; 50; 0.05", "lr/(1+epoch); 2; 0.05"})
    void at_followsTheEquation(String text, long t, double rate) {
        Schedule schedule = Schedule.parse(text);
        assertThat(schedule.at(0.1, t, 10_000, 1)).isEqualTo(rate);
        assertThat(Schedule.parse(schedule.text())).isEqualTo(schedule);
    }

    @Test
    void parse_ofAnUnknownName_namesTheNearest() {
        assertThatThrownBy(() -> Schedule.parse("lr/epochs")).hasMessageContaining("uses epochs")
                .hasMessageContaining("Did you mean \"epoch\"?");
    }

    @Test
    void at_whenTheRateIsNoRate_saysAtWhichUpdate() {
        assertThatThrownBy(() -> Schedule.parse("lr*(1 - t)").at(0.1, 3, 10, 0))
                .hasMessageContaining("gives the rate -0.2 at update 3 of 10");
    }
}
