package dev.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AsciiStreamTest {

    @Test
    void spell_symbols_asPeopleTypeThem() {
        assertThat(AsciiStream.spell("θ ← θ − η·m̂ / (√v̂ + ε)"))
                .isEqualTo("theta <- theta - eta*mhat / (sqrt vhat + eps)");
        assertThat(AsciiStream.spell("β₁ = 0.9, x², ‖g‖ ≤ 1 … ≥ ±"))
                .isEqualTo("beta1 = 0.9, x^2, ||g|| <= 1 ... >= +-");
        assertThat(AsciiStream.spell("Zürich 日")).isEqualTo("Zurich ?");
        assertThat(AsciiStream.spell("plain")).isEqualTo("plain");
    }
}
