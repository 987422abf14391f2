package dev.descent.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.descent.common.DescentException;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Named schedules against closed formulas, written here a second time, at every update of a run.
class ScheduleTest {

    private static final double LR = 0.1;
    private static final int TOTAL = 1000;
    private static final int PER_EPOCH = 20;

    @ParameterizedTest
    @CsvSource(delimiter = ';',
            value = {"constant; 1; 0.1", "eta; 7; 0.1", "η·0.5^⌊t/1000⌋; 2500; 0.025", "lr*0.5^floor(t/1000); 999; 0.1",
                    "lr*(1 - t/T); 5000; 0.05", "if t <= 100 then lr*t/100 else lr; 50; 0.05", "lr/(1+epoch); 2; 0.05",
                    "lr*perEpoch; 2; 0.1"})
    void at_followsTheEquation(String text, long t, double rate) {
        Schedule schedule = Schedule.parse(text);
        assertThat(schedule.at(0.1, t, 10_000, 1)).isEqualTo(rate);
        assertThat(Schedule.parse(schedule.text())).isEqualTo(schedule);
    }

    @Test
    void step_inEveryUnit_fallsAtTheUpdateAfterEachLength() {
        expect("step:every=70", s -> LR * Math.pow(0.1, s / 70));
        expect("step:every=3epochs,factor=0.5", s -> LR * Math.pow(0.5, s / (3 * PER_EPOCH)));
        expect("step:every=7%,factor=0.5", s -> LR * Math.pow(0.5, s / 70));
        expect("step:every=1epoch,factor=0.9", s -> LR * Math.pow(0.9, s / PER_EPOCH));
    }

    @Test
    void exponentialAndInverseTime_followTheirFormulas() {
        expect("exponential", s -> LR * Math.pow(0.95, (double) s / PER_EPOCH));
        expect("exponential:factor=0.5,every=100", s -> LR * Math.pow(0.5, s / 100.0));
        expect("inverse-time", s -> LR / (1 + (double) s / PER_EPOCH));
        expect("inverse-time:rate=0.01,every=1", s -> LR / (1 + 0.01 * s));
    }

    @Test
    void polynomial_fallsToItsEndAndStays() {
        expect("polynomial", s -> LR * (1 - s / 1000.0));
        expect("polynomial:power=2,end=0.1,over=250",
                s -> LR * (0.1 + 0.9 * Math.pow(1 - Math.min(s, 250) / 250.0, 2)));
    }

    @Test
    void cosine_withAndWithoutRestarts_isHalfAWave() {
        expect("cosine", s -> LR * (1 + Math.cos(Math.PI * s / 1000.0)) / 2);
        expect("cosine:over=10epochs,end=0.1",
                s -> LR * (0.1 + 0.9 * (1 + Math.cos(Math.PI * Math.min(s, 200) / 200.0)) / 2));
        expect("cosine:restart=100", s -> LR * (1 + Math.cos(Math.PI * (s % 100) / 100.0)) / 2);
        expect("cosine:restart=2epochs,growth=2", s -> {
            long from = 0;
            long length = 40;
            while (s >= from + length) {
                from += length;
                length *= 2;
            }
            return LR * (1 + Math.cos(Math.PI * (s - from) / length)) / 2;
        });
    }

    @Test
    void oneCycle_risesAndFallsAlongCosines() {
        expect("one-cycle", s -> {
            double up = (1 - Math.cos(Math.PI * s / 300.0)) / 2;
            double down = (1 + Math.cos(Math.PI * (s - 300) / 700.0)) / 2;
            return s < 300 ? LR * (0.04 + 0.96 * up) : LR * (4e-6 + (1 - 4e-6) * down);
        });
        assertThat(Schedule.parse("one-cycle").at(LR, 301, TOTAL, PER_EPOCH)).isEqualTo(LR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"warmup=50, %s", "warmup=5%%, %s", "warmup=2.5epochs, %s"})
    void warmUp_inFrontOfAny_risesEvenly_thenTheShapeHasTheRest(String template) {
        for (String shape : new String[] {"constant", "cosine", "step:every=100", "exponential:every=2epochs",
                "polynomial", "inverse-time", "one-cycle", "lr*0.5^floor(epoch/3)",
                "cosine:restart=3epochs,growth=2"}) {
            Schedule bare = Schedule.parse(shape);
            Schedule warm = Schedule.parse(String.format(template, shape));
            for (long t = 1; t <= TOTAL; t++) {
                double expected = t <= 50 ? bare.at(LR, 1, TOTAL - 50, PER_EPOCH) * t / 50
                        : bare.at(LR, t - 50, TOTAL - 50, PER_EPOCH);
                assertThat(warm.at(LR, t, TOTAL, PER_EPOCH)).as("%s at %d", warm.text(), t)
                        .isCloseTo(expected, within(1e-15));
            }
            assertThat(Schedule.parse(warm.text())).isEqualTo(warm);
        }
        assertThat(Schedule.parse("warmup=5%")).isEqualTo(Schedule.parse("constant:warmup=5%"));
        assertThat(Schedule.parse("warmup=100%, cosine").at(LR, TOTAL, TOTAL, PER_EPOCH)).isEqualTo(LR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"step:every=10%", "exponential", "inverse-time", "polynomial", "polynomial:over=30%,end=0.01",
                    "cosine"})
    void everyShapeThatFalls_neverRises_andBeginsAtTheRate(String text) {
        Schedule schedule = Schedule.parse(text);
        assertThat(schedule.at(LR, 1, TOTAL, PER_EPOCH)).isEqualTo(LR);
        for (long t = 2; t <= TOTAL; t++) {
            assertThat(schedule.at(LR, t, TOTAL, PER_EPOCH)).isGreaterThan(0)
                    .isLessThanOrEqualTo(schedule.at(LR, t - 1, TOTAL, PER_EPOCH));
        }
    }

    @Test
    void plateau_besideAnyShape_isReadBack() {
        Schedule alone = Schedule.parse("plateau");
        assertThat(alone).isEqualTo(new Schedule(Schedule.constant().equation(), new Plateau(0.1, 5, 1e-4, 0, 0)));
        Schedule both = Schedule.parse("warmup=5%, cosine, plateau:patience=3,factor=0.5,cooldown=2,end=0.01");
        assertThat(both.plateau()).isEqualTo(new Plateau(0.5, 3, 1e-4, 2, 0.01));
        assertThat(Schedule.parse(both.text())).isEqualTo(both);
        assertThat(new Plateau(0.1, 1, 0, 0, 0.01).share(3)).isEqualTo(0.01);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', value = {
            "lr/epochs; uses epochs; Did you mean \"epoch\"?", "cosin; no schedule \"cosin\"; Did you mean \"cosine\"?",
            "step; needs every; step:every=30epochs", "step:every=0; expected a length above 0; 5% (of the run)",
            "step:evry=3,every=2; has no setting \"evry\"; Did you mean \"every\"?",
            "step:every=3,factor=2; factor is 2; from 0 to 1", "cosine, step:every=3; has two shapes; expected one",
            "lr*0.5, factor=3; gives settings to an equation; factor", "cosine:growth=2; restart as well; growth",
            "plateau:factor=1; factor is 1; below 1", "plateau:patience=1.5; patience is 1.5; whole number",
            "warmup=5%, warmup=3; set twice; warmup", "step:every; is no setting; name=value"})
    void parse_ofNonsense_saysWhatWasExpected(String text, String said, String expected) {
        assertThatThrownBy(() -> Schedule.parse(text)).isInstanceOf(DescentException.class).hasMessageContaining(said)
                .hasMessageContaining(expected);
    }

    @Test
    void at_whenTheRateIsNoRate_saysAtWhichUpdate() {
        assertThatThrownBy(() -> Schedule.parse("lr*(1 - t)").at(0.1, 3, 10, 1))
                .hasMessageContaining("gives the rate -0.2 at update 3 of 10");
    }

    /// @param expected the rate by the number of updates before
    private static void expect(String text, LongToDoubleFunction expected) {
        Schedule schedule = Schedule.parse(text);
        for (long t = 1; t <= TOTAL; t++) {
            assertThat(schedule.at(LR, t, TOTAL, PER_EPOCH)).as("%s at update %d", schedule.text(), t)
                    .isCloseTo(expected.applyAsDouble(t - 1), within(1e-15));
        }
        assertThat(Schedule.parse(schedule.text())).isEqualTo(schedule);
    }
}
