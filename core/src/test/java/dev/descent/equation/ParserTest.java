package dev.descent.equation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.common.DescentException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParserTest {

    private static final String ADAM = """
            m ← β₁·m + (1 − β₁)·g
            v ← β₂·v + (1 − β₂)·g²
            m̂ = m / (1 − β₁^t)
            v̂ = v / (1 − β₂^t)
            θ ← θ − η·m̂ / (√v̂ + ε)
            """;
    private static final String ADAM_ASCII = """
            # typed
            m <- beta1*m + (1 - beta1)*g; v <- beta2*v + (1 - beta2)*g^2
            mhat = m / (1 - beta1^t)
            vhat = v / (1 - beta2**t)
            theta <- theta - lr*mhat / (sqrt(vhat) + epsilon)
            """;

    @Test
    void parseRule_inUnicodeAndAscii_givesTheSameRule() {
        UpdateRule rule = Parser.parseRule(ADAM, "adam");
        assertThat(Parser.parseRule(ADAM_ASCII, "adam")).isEqualTo(rule);
        assertThat(rule.states()).containsExactly("m", "v");
        assertThat(rule.scalarStates()).isEmpty();
        assertThat(rule.hyperparameters()).containsExactly("β₁", "β₂", "η", "ε");
        assertThat(Parser.parseRule(rule.text(), "adam")).isEqualTo(rule);
        assertThat(Parser.parseRule(Printer.ascii(rule), "adam")).isEqualTo(rule);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "2 + 3·4; 14", "2·3 + 4; 10", "8/4/2; 1", "8/4·2; 4", "8 − 4 − 2; 2", "−2²; -4", "(−2)²; 4", "2^3^2; 512",
            "√16 + 9; 13", "√2²; 2", "|−3|·2; 6", "||−3| − 5|; 2", "⌊2.7⌋; 2", "round(2.5); 2", "mod(7, 3); 1",
            "mod(−1, 3); 2",
            "clamp(5, 0, 1); 1", "min(2, max(1, 5)); 2", "if 1 < 2 then 3 else 4; 3",
            "if 1 = 2 or 2 ≥ 2 then 3 else 4; 3",
            "if not 1 = 1 and 1 != 0 then 3 else 4; 4", "2^−1; 0.5", "2⁻²; 0.25", "4^½; 2", "1e-3·1e3; 1",
            "2.5E+2; 250",
            "sign(−3); -1", "sin(π); 1.2246467991473532E-16", "log(e); 1", "+3; 3", "− −3; 3",
            "if 0 ≥ 1 then 1 else if 1 > 0 then 2 else 3; 2"})
    void parseExpression_bindsAsWritten(String text, double value) {
        assertThat(Interpreter.evalDouble(Parser.parseExpression(text), Map.of())).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"beta1,β₁", "beta_1,β₁", "β1,β₁", "β₁,β₁", "mhat,m̂", "lr,η", "eta_t,ηₜ", "epsilon,ε", "x10,x₁₀",
            "normalise,normalise",
            "weight_decay,weight_decay", "lrDecay,lrDecay", "sigma,σ", "gbar,ḡ", "µ,μ"})
    void canonical_ofAnySpelling_isOne(String typed, String canonical) {
        assertThat(Symbols.canonical(typed)).isEqualTo(canonical);
        assertThat(Symbols.canonical(canonical)).isEqualTo(canonical);
        assertThat(Symbols.canonical(Symbols.ascii(canonical))).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', value = {
            "1 +; line 1, column 4: found the end, expected a number, a name",
            "(1 + 2; found the end, expected an operator or \")\" that closes \"(\"",
            "2 x; column 3: found \"x\", expected an operator or the end. To multiply write · or *.",
            "sqr(2); column 1: there is no function \"sqr\". Did you mean \"sqrt\"?",
            "k(2); there is no function \"k\". To multiply write k·(",
            "min(1); column 1: min takes 2 arguments, found 1",
            "exp 2; column 5: found \"2\", expected \"(\" after the function exp",
            "if 1 then 2 else 3; column 4: this is a number where \"if\" expects a condition",
            "1 < 2; column 1: this is a condition, true or false, where a number is expected",
            "1 < 2 < 3; comparisons do not chain",
            "1 $ 2; column 3: found \"$\"",
            "x²³^2; a power of a power needs parentheses",
            "|x; expected an operator or \"|\" that closes \"|\"",
            "if x < 1 then 2; found the end, expected \"else\" or an operator",
            "1e999; too large",
            "then; column 1: found \"then\", expected a number"})
    void parseExpression_ofAMistake_saysWhereAndWhat(String text, String message) {
        assertThatThrownBy(() -> Parser.parseExpression(text)).isInstanceOf(DescentException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', value = {
            "m ← g; the rule never changes θ",
            "thta ← thta − g; Did you mean \"theta\" instead of \"thta\"?",
            "θ ← θ − x ¶ x = g; column 9: x is read before the line that gives it a value",
            "t ← t + 1; t counts the updates and cannot be assigned",
            "η = 3; η is the learning rate",
            "θ = 3; expected \"←\"",
            "m₀ ← 1; expected \"=\": subscript 0",
            "m₀ = 1 ¶ θ ← θ − g; m is no state",
            "m ← m₀ ¶ θ ← θ − m; subscript 0 is for values before the first update",
            "m = g ¶ m ← g ¶ θ ← θ − m; either a local or remembered",
            "θ ← θ − g where k = 3; line 1, column 17: the rule has no hyperparameter \"k\"",
            "m ← g m ← 2; found \"m\", expected an operator or the end of the line",
            "evaluate y ¶ θ ← g; y is no state",
            "θ ← θ − g^k; expected a whole number or ½ as its power",
            "θ ← θ − sum(η)·g; sums something that is the same for all parameters",
            "exp ← 2; expected the name that the line gives a value to",
            "m₀ = g ¶ m ← g ¶ θ ← m; a value before the first update is made of θ and hyperparameters",
            "m + 1; expected \"←\""})
    void parseRule_ofAMistake_saysWhereAndWhat(String text, String message) {
        assertThatThrownBy(() -> Parser.parseRule(text.replace('¶', '\n'), "mine")).isInstanceOf(DescentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void parseRule_ofAMistake_showsTheLineWithACaret() {
        assertThatThrownBy(() -> Parser.parseRule("m ← β₁·m\nv̂ = m·(1 − )\nθ ← θ", "mine.rule")).hasMessage(
                """
                        mine.rule, line 2, column 12: found ")", expected a number, a name, a function, "(", "−", "√", \
                        "|" or "‖"
                          v̂ = m·(1 − )
                                     ^""");
    }

    @Test
    void parseRule_withEverything_readsStatesWrappersAndDefaults() {
        UpdateRule rule = Parser.parseRule("""
                x₀ = θ
                d₀ = k
                d ← max(d, norm(g)/‖θ‖ₗ·0 + sum(g·θ))
                x ← x + d·(θ − x)
                n = if t = 1
                    then 1 else 2
                θ ← θ − η·d·g/(n + sum_l(|g|))
                evaluate x
                where k = 1e-6, beta1 = 0.5
                """.replace("/‖θ‖ₗ·0", "").replace(", beta1 = 0.5", ""), "wild");
        assertThat(rule.states()).containsExactly("x");
        assertThat(rule.scalarStates()).containsExactly("d");
        assertThat(rule.defaults()).isEqualTo(Map.of("k", 1e-6));
        assertThat(Parser.parseRule(rule.text(), "wild")).isEqualTo(rule);
        assertThat(RuleProgram.of(rule).evaluate()).contains("x");
    }

    @Test
    void parse_ofHostileText_staysBounded() {
        List<String> hostile = List.of("(".repeat(4000), "-".repeat(4000), "√".repeat(1300), "1" + "+1".repeat(2000),
                "if ".repeat(1300),
                "not ".repeat(1000) + "1<2", "|".repeat(4000), "x^".repeat(2000) + "x", "1".repeat(4096),
                "#".repeat(5000), "\u0302".repeat(100));
        for (String text : hostile) {
            try {
                Parser.parseExpression(text);
            } catch (DescentException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
        assertThatThrownBy(() -> Parser.parseExpression("(".repeat(65) + "1" + ")".repeat(65)))
                .hasMessageContaining("nested more than 64");
        assertThatThrownBy(() -> Parser.parseExpression("1" + "+1".repeat(1500)))
                .hasMessageContaining("more than 2000 parts");
        assertThatThrownBy(() -> Parser.parseExpression("1" + " ".repeat(5000))).hasMessageContaining("at most 4096");
    }
}
