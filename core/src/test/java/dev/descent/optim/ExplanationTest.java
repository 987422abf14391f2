package dev.descent.optim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.common.Json;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplanationTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~',
            value = {"sgd | 12 | 0", "momentum | 20 | 4", "adagrad | 20 | 4", "rmsprop | 20 | 4",
                    "adam | 28 | 8", "rmsprop/torch-centered | 36 | 12", "theta <- theta - eta*g/norm(g) | 16 | 0",
                    "lars | 28 | 4", "lamb | 40 | 8", "prodigy | 40 | 16", "adam:clipNorm=1 | 32 | 8"})
    void bytes_followFromTheEquation(String spec, int moved, int kept) {
        Explanation explanation = Explanation.of(Optimizers.parse(spec));
        assertThat(explanation.bytesMoved()).isEqualTo(moved);
        assertThat(explanation.bytesKept()).isEqualTo(kept);
    }

    @Test
    void listing_ofAdam_isCanonical() {
        assertThat(Explanation.of(new Adam()).listing()).isEqualTo("""
                c₁ = 1 − β₁
                c₂ = 1 − β₂
                c₃ = 1 − β₁^t
                c₄ = 1 − β₂^t
                adam(θ, g, m, v; β₁, c₁, β₂, c₂, c₃, c₄, η, ε)
                  m ← β₁·m + c₁·g
                  v ← β₂·v + c₂·g²
                  m̂ = m/c₃
                  v̂ = v/c₄
                  θ ← θ − η·m̂/(√v̂ + ε)""");
    }

    @Test
    void listing_ofARuleWithNorms_storesAStateWhereItIsComplete() {
        String listing = Explanation.of(CustomRule.of("lamb",
                "m ← β₁·m + (1 − β₁)·g; r = m/(|m| + ε); θ ← θ − η·‖θ‖ₗ/‖r‖ₗ·r")).listing();
        assertThat(listing).isEqualTo("""
                c₁ = 1 − β₁
                lamb pass 1(θ, g, m; β₁, c₁, ε)
                  m ← β₁·m + c₁·g
                  r = m/(|m| + ε)
                  Σ₁ = sum(θ²)
                  Σ₂ = sum(r²)
                r₁ = √Σ₁
                r₂ = √Σ₂
                c₂ = η·r₁/r₂
                lamb(θ, g, m; ε, c₂)
                  r = m/(|m| + ε)
                  θ ← θ − c₂·r""");
    }

    @Test
    void text_ofEveryRule_hasAllSectionsAndNoLongLines() {
        Optimizers.all().stream().flatMap(o -> o.entry().variants().stream().map(o::withVariant)).forEach(optimizer -> {
            String text = Explanation.of(optimizer).text();
            assertThat(text).contains("Equation", "Settings", "Cost", "Kernel", "Variants", "Paper",
                    "bytes moved per parameter");
            assertThat(text.lines()).allMatch(line -> line.length() <= 125, "no line is too long");
        });
    }

    @Test
    void event_isReadBackFromJson() {
        assertThat(Json.parse(Json.write(Explanation.of(new Momentum()).event()), "test"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("bytesMoved", 20.0).containsEntry("event", "optimizer");
        assertThat(Json.write(Explanation.of(CustomRule.of("theta <- theta - k*g where k = 1")).event()))
                .contains("\"value\":1");
    }

    @Test
    void text_forAPlainTerminal_isAsciiInEquationCostAndKernel() {
        String text = Explanation.of(new Adam()).text(false);
        assertThat(text).contains("theta <- theta - eta*mhat/(sqrt(vhat) + eps)", "c4 = 1 - beta2^t",
                "(reads theta g m v, writes theta m v)", "8 bytes of state per parameter (m v)");
        assertThat(text.substring(text.indexOf("\nEquation"), text.indexOf("\nSettings"))).isASCII();
        assertThat(text.substring(text.indexOf("\nCost"), text.indexOf("\nVariants"))).isASCII();
    }

    @Test
    void text_ofARuleWithNorms_addsItsPassesUp() {
        Explanation explanation = Explanation.of(Optimizers.parse("theta <- theta - eta*g/norm(g)"));
        assertThat(explanation.text()).contains("pass 1: 4 bytes", "pass 2: 12 bytes",
                "16 bytes moved per parameter and update in all passes");
    }
}
