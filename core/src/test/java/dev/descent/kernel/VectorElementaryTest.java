package dev.descent.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.descent.equation.Op;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VectorElementaryTest {

    private static final int BLOCK = 1 << 16;

    @BeforeEach
    void vectors() {
        assumeTrue(Lanes.available(), "no jdk.incubator.vector");
    }

    @ParameterizedTest
    @EnumSource(names = {"EXP", "LOG", "TANH", "ERF", "SIN", "COS", "FLOOR", "ROUND"})
    void apply_sampledFloats_hasTheBitsOfTheScalarTwin(Op op) {
        for (int block = 0; block < 16; block++) {
            same(op, block * 4099, 4091);
        }
    }

    @Tag("nightly")
    @ParameterizedTest
    @EnumSource(names = {"EXP", "LOG", "TANH", "ERF", "SIN", "COS", "FLOOR", "ROUND"})
    void apply_allFloats_hasTheBitsOfTheScalarTwin(Op op) {
        IntStream.range(0, 1 << 16).parallel().forEach(block -> same(op, block * BLOCK, 1));
    }

    /// 65,536 floats whose bits start at `first` and grow by `step`.
    private static void same(Op op, int first, int step) {
        float[] x = new float[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            x[i] = Float.intBitsToFloat(first + i * step);
        }
        float[] vector = new float[BLOCK];
        float[] scalar = new float[BLOCK];
        VectorElementary.apply(op, x, 0, vector, 0, BLOCK);
        ScalarElementary.apply(op, x, 0, scalar, 0, BLOCK);
        for (int i = 0; i < BLOCK; i++) {
            if (Float.floatToIntBits(vector[i]) != Float.floatToIntBits(scalar[i])) {
                assertThat(vector[i]).as("%s(%s)", op, x[i]).isEqualTo(scalar[i]);
            }
        }
    }
}
