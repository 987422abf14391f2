package dev.descent.equation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PrinterTest {

    private static final List<String> NAMES = List.of("θ", "g", "β₁", "m̂", "ηₜ", "x", "ε", "weight_decay", "λ₂");

    @Test
    void parse_ofWhatUnicodePrinted_givesTheSameTree() {
        for (long seed = 0; seed < 3000; seed++) {
            Expr expr = new RandomExpressions(seed, NAMES, true).number((int) (seed % 6));
            String text = Printer.unicode(expr);
            if (text.length() < 1500) {
                assertThat(Parser.parseExpression(text)).as("seed %d: %s", seed, text).isEqualTo(expr);
            }
        }
    }

    @Test
    void parse_ofWhatAsciiPrinted_givesTheSameTree() {
        for (long seed = 0; seed < 3000; seed++) {
            Expr expr = new RandomExpressions(seed, NAMES, true).number((int) (seed % 6));
            String text = Printer.ascii(expr);
            assertThat(text).as("seed %d", seed).matches("\\p{ASCII}*");
            if (text.length() < 3000) {
                assertThat(Parser.parseExpression(text)).as("seed %d: %s", seed, text).isEqualTo(expr);
            }
        }
    }

    @Test
    void print_ofAdamsStep_readsAsInThePaper() {
        Expr step = Parser.parseExpression("eta*mhat/(sqrt(vhat) + eps)");
        assertThat(Printer.unicode(step)).isEqualTo("η·m̂/(√v̂ + ε)");
        assertThat(Printer.ascii(step)).isEqualTo("eta*mhat/(sqrt(vhat) + eps)");
        assertThat(Printer.latex(step)).isEqualTo("\\frac{\\eta \\cdot \\hat{m}}{\\sqrt{\\hat{v}} + \\varepsilon}");
        assertThat(Printer.mathml(step)).contains("<mfrac>", "<mover accent=\"true\"><mi>m</mi><mo>^</mo></mover>",
                "<msqrt>");
        assertThat(Printer.mathml(Parser.parseExpression("a + b"))).isEqualTo(
                "<math display=\"block\"><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow></math>");
    }

    @Test
    void print_ofAllNotations_handlesEveryRandomTree() {
        for (long seed = 0; seed < 500; seed++) {
            Expr expr = new RandomExpressions(seed, NAMES, true).number(4);
            assertThat(Printer.latex(expr)).as("seed %d", seed).satisfies(PrinterTest::bracesBalance);
            assertThat(Printer.mathml(expr)).as("seed %d", seed).startsWith("<math").endsWith("</math>")
                    .doesNotContain("<mtr>", "<mo><");
        }
    }

    private static void bracesBalance(String latex) {
        assertThat(latex.chars().filter(c -> c == '{').count()).isEqualTo(latex.chars().filter(c -> c == '}').count());
        assertThat(latex.split("\\\\left", -1).length).isEqualTo(latex.split("\\\\right", -1).length);
    }
}
