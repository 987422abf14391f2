package dev.descent.optim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.common.Json;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RuleCheckTest {

    static Stream<Optimizer> rules() {
        return Optimizers.all().stream();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void check_ofTheCatalogue_passes(Optimizer optimizer) {
        RuleCheck check = RuleCheck.of(optimizer);
        assertThat(check.passed()).as("%s: %s", optimizer.spec(), check.lines()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "s <- s + g^2; theta <- theta - eta*g/sqrt(s) | zero-gradient",
            "theta <- theta + eta*g | bowl",
            "theta <- theta - eta*g^3 | huge-gradient",
            "s <- 0.9*s + g^4; theta <- theta - eta*g/(sqrt(s) + 1e-8) | huge-gradient",
            "theta <- theta - 1e-30*eta*g | bowl",
            "theta <- theta - eta*((1e6 + g) - 1e6) | float-double"})
    void check_ofABrokenRule_saysWhatBreaks(String rule, String finding) {
        RuleCheck check = RuleCheck.of(CustomRule.of(rule));
        assertThat(check.passed()).isFalse();
        assertThat(check.findings()).filteredOn(f -> !f.passed()).extracting(RuleCheck.Finding::name)
                .contains(finding);
    }

    @Test
    void check_ofStatesThatOnlyGrow_tellsThem() {
        assertThat(growing("adagrad"))
                .containsExactly("note: s only ever grows, so what is divided by it shrinks for good");
        assertThat(growing("amsgrad")).singleElement().asString().contains("w only ever grows");
        assertThat(growing("adam")).isEmpty();
        assertThat(growing("rmsprop")).isEmpty();
    }

    private static List<String> growing(String spec) {
        return RuleCheck.of(Optimizers.parse(spec)).findings().stream().filter(f -> f.name().equals("growing-state"))
                .map(RuleCheck.Finding::text).toList();
    }

    @Test
    void event_isJson() {
        assertThat(Json.write(RuleCheck.of(new Sgd()).event())).contains("\"event\":\"check\"", "\"passed\":true",
                "\"name\":\"bowl\"");
    }
}
