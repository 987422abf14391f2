package dev.descent.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void parse_everyKindOfValue_keepsOrderAndTypes() {
        Object value = Json.parse("""
                {"z": [1, -2.5e3, true, false, null], "a": {"text": "η \\u03b7 \\n \\ud83d\\ude00"}, "": {}, "e": []}
                """, "test");

        assertThat(value).isEqualTo(mapOf("z", Arrays.asList(1.0, -2500.0, true, false, null), "a",
                Map.of("text", "η η \n 😀"), "", Map.of(), "e", List.of()));
        assertThat(Json.object(value, "test").keySet()).containsExactly("z", "a", "", "e");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '¤', value = {
            "{`a`:1,}                | 1:8: expected a key in double quotes, found '}'",
            "{`a` 1}                 | 1:6: expected ':', found '1'",
            "[1 2]                   | 1:4: expected ']', found '2'",
            "[1,                     | 1:4: expected a value, found the end of the document",
            "{`a`:1,`b`:2,`a`:3}     | 1:14: the key \"a\" occurs twice in one object",
            "NaN                     | 1:1: expected a value, found 'N'",
            "nul                     | 1:1: expected a value, found 'n'",
            "01                      | 1:2: expected the end of the document, found '1'",
            "1.                      | 1:3: expected a digit, found the end of the document",
            "+1                      | 1:1: expected a value, found '+'",
            "1e999                   | 1:1: the number is larger than a double can hold (about 1.8e308)",
            "`abc                    | 1:1: this string is never closed",
            "`\\x`                   | 1:3: unknown escape \\x; known are \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX",
            "`\\u12`                 | 1:6: expected four hexadecimal digits after \\u",
            "[⏎  1,⏎  ?]             | 3:3: expected a value, found '?'"})
    void parse_somethingElse_namesLineColumnAndExpectation(String given, String expected) {
        String text = given.replace("`", "\"").replace("⏎", "\n");
        assertThatThrownBy(() -> Json.parse(text, "file.json")).isInstanceOf(DescentException.class)
                .hasMessage("file.json:" + expected)
                .extracting(e -> ((DescentException) e).kind()).isEqualTo(DescentException.Kind.DATA);
    }

    @Test
    void parse_atEachLimit_acceptsTheLastAndRefusesTheNext() {
        assertThat(Json.parse("[".repeat(64) + "]".repeat(64), "t")).isNotNull();
        assertThatThrownBy(() -> Json.parse("[".repeat(65) + "]".repeat(65), "t"))
                .hasMessage("t:1:65: nested deeper than 64 levels");
        assertThatThrownBy(() -> Json.parse("[".repeat(1_000_000), "t")).hasMessageContaining("nested deeper");

        String longest = "x".repeat(Json.MAX_STRING);
        assertThat(Json.parse('"' + longest + '"', "t")).isEqualTo(longest);
        assertThatThrownBy(() -> Json.parse('"' + longest + "x\"", "t")).hasMessageContaining("a string longer than");

        assertThat(Json.parse("1".repeat(100), "t")).isInstanceOf(Double.class);
        assertThatThrownBy(() -> Json.parse("1".repeat(101), "t")).hasMessageContaining("a number longer than 100");

        assertThat(Json.parse("[1,2]", "t", 5)).isEqualTo(List.of(1.0, 2.0));
        assertThatThrownBy(() -> Json.parse("[1,2]", "t", 4))
                .hasMessage("t: 5 characters of JSON, at most 4 are accepted here");
    }

    @Test
    void write_numbers_areShortAndNeverNaN() {
        assertThat(Json.write(Arrays.asList(1.0, -0.0, 0.1, 1e-300, 1e300, 3L, 7, 0.1f, 1e15))).isEqualTo(
                "[1,-0,0.1,1.0E-300,1.0E300,3,7,0.1,1000000000000000]");
        assertThat(Json.write(new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}))
                .isEqualTo("[null,null,null]");
    }

    @Test
    void write_thenParse_givesTheSameBits() {
        CounterRandom random = CounterRandom.of(1, CounterRandom.Purpose.TEST);
        for (int i = 0; i < 10_000; i++) {
            double value = Double.longBitsToDouble(random.bits(i));
            if (Double.isFinite(value)) {
                Object back = Json.parse(Json.write(value), "t");
                assertThat(back).as("number %d of seed 1", i).isEqualTo(value);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a\"b\\c/d", "\b\f\n\r\t\u0000\u001f\u007f", "\u2028\u2029", "θ ← θ − η·g", "😀", "\ud800x",
                    "x\udc00"})
    void write_anyString_readsBackAndStaysOnOneLine(String text) {
        String json = Json.write(Map.of("k", text));
        assertThat(json).doesNotContain("\n");
        assertThat(Json.parse(json, "t")).isEqualTo(Map.of("k", text));
    }

    @Test
    void pretty_nestedValue_indentsObjectsAndKeepsPlainArraysOnOneLine() {
        Object value = mapOf("name", "adam", "betas", List.of(0.9, 0.999), "runs", List.of(Map.of("seed", 1)), "none",
                Map.of());
        assertThat(Json.pretty(value)).isEqualTo("""
                {
                  "name": "adam",
                  "betas": [0.9, 0.999],
                  "runs": [
                    {
                      "seed": 1
                    }
                  ],
                  "none": {}
                }""");
        assertThat(Json.write(value)).isEqualTo(
                "{\"name\":\"adam\",\"betas\":[0.9,0.999],\"runs\":[{\"seed\":1}],\"none\":{}}");
    }

    @Test
    void write_mapsWithoutAnOrder_areSortedByKey() {
        Map<String, Object> unordered = Map.of("reads", 1, "writes", 2, "bytes", 3, "operations", 4, "action", 5);
        assertThat(Json.write(unordered)).isEqualTo(
                "{\"action\":5,\"bytes\":3,\"operations\":4,\"reads\":1,\"writes\":2}");
        assertThat(Json.write(mapOf("z", 1, "a", 2))).isEqualTo("{\"z\":1,\"a\":2}");
    }

    @Test
    void write_foreignType_isAProgrammingError() {
        assertThatThrownBy(() -> Json.write(new Object())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Json.write(Map.of(1, 2))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void typedAccess_toAnotherType_namesWhatWasFound() {
        assertThat(Json.integer(Json.parse("12", "t"), "t", 0, 12)).isEqualTo(12);
        assertThatThrownBy(() -> Json.integer(Json.parse("1.5", "t"), "run.json, \"seed\"", 0, 12))
                .hasMessage("run.json, \"seed\": expected a whole number from 0 to 12, found 1.5");
        assertThatThrownBy(() -> Json.string(null, "x")).hasMessage("x: expected a string, found null");
        assertThatThrownBy(() -> Json.object(List.of(), "x")).hasMessage("x: expected a JSON object, found an array");
        assertThatThrownBy(() -> Json.array("abc", "x"))
                .hasMessage("x: expected a JSON array, found the string \"abc\"");
    }

    private static Map<String, @Nullable Object> mapOf(Object... pairs) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
