package dev.descent.equation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ElementaryTest {

    @FunctionalInterface
    interface FloatFunction {
        float of(float x);
    }

    /// The functions, the bound in ulp that their documentation gives, and what they are measured against.
    @SuppressWarnings("ImmutableEnumChecker") // its functions have no state
    enum Function {
        EXP(1, Elementary::exp, StrictMath::exp),
        LOG(1, Elementary::log, StrictMath::log),
        TANH(1.5, Elementary::tanh, StrictMath::tanh),
        SIGMOID(2.5, Elementary::sigmoid, Elementary::sigmoid),
        ERF(1.5, Elementary::erf, Elementary::erf),
        SIN(1, Elementary::sin, StrictMath::sin),
        COS(1, Elementary::cos, StrictMath::cos),
        FLOOR(0, Elementary::floor, StrictMath::floor),
        ROUND(0, Elementary::round, StrictMath::rint);

        final double bound;
        final FloatFunction function;
        final DoubleUnaryOperator exact;

        Function(double bound, FloatFunction function, DoubleUnaryOperator exact) {
            this.bound = bound;
            this.function = function;
            this.exact = exact;
        }

        /// How far the function is from the exact value, in ulp of the latter; infinite where it must be equal and is
        /// not.
        double error(float x) {
            double want = exact.applyAsDouble(x);
            float rounded = (float) want;
            float got = function.of(x);
            if (Float.isNaN(rounded) || Float.isInfinite(rounded) || rounded == 0) {
                return Float.floatToIntBits(got) == Float.floatToIntBits(rounded) ? 0
                        : rounded == 0 && Math.abs(got) == Float.MIN_VALUE ? 1 : Double.POSITIVE_INFINITY;
            }
            return Math.abs(got - want) / Math.ulp(rounded);
        }
    }

    @ParameterizedTest
    @EnumSource(Function.class)
    void everyFunction_sampledFloats_staysWithinItsBound(Function function) {
        float worstAt = 0;
        double worst = 0;
        for (long bits = 0; bits < 1L << 32; bits += 9973) {
            float x = Float.intBitsToFloat((int) bits);
            double error = function.error(x);
            if (!(error <= worst)) {
                worst = error;
                worstAt = x;
            }
        }
        assertThat(worst).as("%s at %s (%s)", function, worstAt, Float.toHexString(worstAt))
                .isLessThanOrEqualTo(function.bound);
    }

    @ParameterizedTest
    @EnumSource(Function.class)
    void everyFunction_specialFloats_staysWithinItsBound(Function function) {
        float[] special = {0f, -0f, Float.MIN_VALUE, -Float.MIN_VALUE, Float.MIN_NORMAL,
                Math.nextDown(Float.MIN_NORMAL),
                1, -1, Math.nextUp(1f), Math.nextDown(1f), 0.5f, 1.5f, 2.5f, -2.5f, Float.MAX_VALUE, -Float.MAX_VALUE,
                Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN, 88.72283f, 88.72284f, -103.97208f,
                -103.97207f,
                -87.33655f, 0.625f, Math.nextDown(0.625f), 9.01f, 10, 3.92f, 4, 65536, 65537, 1e30f, 8388608,
                8388607.5f,
                1.5707964f, 3.1415927f, 0.70710677f, 1.4142135f};
        for (float x : special) {
            assertThat(function.error(x)).as("%s(%s) = %s", function, x, function.function.of(x))
                    .isLessThanOrEqualTo(function.bound);
        }
    }

    @Tag("nightly")
    @ParameterizedTest
    @EnumSource(Function.class)
    void everyFunction_allFloats_staysWithinItsBound(Function function) {
        double worst = IntStream.range(0, 1 << 12).parallel().mapToDouble(block -> {
            double most = 0;
            for (int i = 0; i < 1 << 20; i++) {
                most = Math.max(most, function.error(Float.intBitsToFloat(block << 20 | i)));
            }
            return most;
        }).max().orElseThrow();
        System.out.printf("%s: worst of all floats %.4f ulp%n", function, worst);
        assertThat(worst).as("%s", function).isLessThanOrEqualTo(function.bound);
    }

    @Test
    void exp_whereTheResultRoundsToZero_neverLosesMonotony() {
        float before = 0;
        for (float x = -104; x < -86; x += 0x1p-10f) {
            float now = Elementary.exp(x);
            assertThat(now).as("exp(%s)", x).isGreaterThanOrEqualTo(before);
            before = now;
        }
    }

    /// Values to 17 digits, computed with 50.
    @Test
    @SuppressWarnings("FloatingPointLiteralPrecision")
    void erfOfDouble_knownValues_agreesToAFewUlp() {
        double[][] known = {{1e-10, 1.12837916709551262e-10}, {0.1, 0.112462916018284898},
                {0.5, 0.520499877813046538}, {1, 0.842700792949714869}, {1.5, 0.966105146475310727},
                {1.9, 0.992790429235257467}, {1.99, 0.995111413199616997}, {2, 0.995322265018952734},
                {2.2, 0.99813715370201811}, {2.9, 0.999958902121900541}, {3, 0.999977909503001415},
                {3.5, 0.999999256901627659}, {4, 0.9999999845827421}, {5, 0.99999999999846254}};
        for (double[] pair : known) {
            assertThat(Math.abs(Elementary.erf(pair[0]) - pair[1])).as("erf(%s)", pair[0])
                    .isLessThanOrEqualTo(4 * Math.ulp(pair[1]));
            assertThat(Elementary.erf(-pair[0])).isEqualTo(-Elementary.erf(pair[0]));
        }
        assertThat(Elementary.erf(7.0)).isEqualTo(1);
        assertThat(Elementary.erf(Double.NEGATIVE_INFINITY)).isEqualTo(-1);
        assertThat(Elementary.erf(Double.NaN)).isNaN();
        assertThat(1 / Elementary.erf(-0.0)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void power_wholeExponents_multipliesInTheDocumentedOrder() {
        float x = 1.1f;
        assertThat(Elementary.power(x, 0)).isEqualTo(1);
        assertThat(Elementary.power(x, 1)).isEqualTo(x);
        assertThat(Elementary.power(x, 3)).isEqualTo(x * x * x);
        assertThat(Elementary.power(x, 4)).isEqualTo((x * x) * (x * x));
        assertThat(Elementary.power(x, 7)).isEqualTo(((x * x * x) * (x * x * x)) * x);
        assertThat(Elementary.power(x, -2)).isEqualTo(1 / (x * x));
        assertThat(Elementary.power(1.5, 5)).isEqualTo(7.59375);
    }
}
