package dev.descent.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0.0031      | 0.00310 | 0.0031
            0.226       | 0.226   | 0.226
            0.23        | 0.230   | 0.23
            1           | 1.00    | 1
            100         | 100     | 100
            14237       | 14,200  | 14,200
            9999        | 10,000  | 10,000
            0.09996     | 0.100   | 0.1
            1234567     | 1,230,000 | 1,230,000
            69000000    | 6.90e7  | 6.9e7
            0.00001     | 1.00e-5 | 1e-5
            0.0001      | 0.000100 | 0.0001
            -0.5        | -0.500  | -0.5
            9.999e-5    | 0.000100 | 0.0001
            1e300       | 1.00e300 | 1e300
            0           | 0       | 0
            NaN         | –       | –
            Infinity    | ∞       | ∞
            -Infinity   | -∞      | -∞
            4.9e-324    | 4.94e-324 | 4.94e-324
            """)
    void shown_anyNumber_hasThreeSignificantDigitsWrittenOut(double value, String shown, String setting) {
        assertThat(Numbers.shown(value)).isEqualTo(shown);
        assertThat(Numbers.setting(value)).isEqualTo(setting);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0.0082 | 8.20 ms
            0.5    | 0.500 s
            3.41   | 3.41 s
            59.96  | 1:00 min
            65     | 1:05 min
            3599.6 | 1:00 h
            7380   | 2:03 h
            NaN    | –
            """)
    void seconds_anyTime_hasAUnit(double seconds, String shown) {
        assertThat(Numbers.seconds(seconds)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"68 | 68", "1040 | 1,040", "17.5 | 17.5", "0.4746 | 0.475", "NaN | –"})
    void counted_wholeOrNot_hasNoDecimalsWithoutNeed(double value, String text) {
        assertThat(Numbers.counted(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"-124.35 | -124.35", "500001 | 500,001", "15.0001 | 15.0001", "0 | 0", "1 | 1",
            "0.1 | 0.1", "1e12 | 1.00e12", "0.123456789 | 0.123", "1e-30 | 1.00e-30", "NaN | –"})
    void found_ofFewDigits_keepsThemAll(double value, String text) {
        assertThat(Numbers.found(value)).isEqualTo(text);
    }
}
