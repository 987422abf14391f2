package dev.descent.nn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.kernel.DenseKernels;
import dev.descent.testing.ForkedJvm;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The same data, recipe and seed give the same bits: for any number of threads, any path, any width of vectors.
class DeterminismTest {

    static List<TrainingDigest.Case> cases() {
        return TrainingDigest.ALL;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void training_anyThreadsAndPath_sameBits(TrainingDigest.Case it) {
        String expected = TrainingDigest.digest(it, 1, DenseKernels.scalar(), Backprop.Path.DENSE);
        for (Backprop.Path path : Backprop.Path.values()) {
            for (int threads : new int[] {1, 2, 3, 4, 8}) {
                assertThat(TrainingDigest.digest(it, threads, DenseKernels.vectors(), path))
                        .as("%s on %d threads", path, threads).isEqualTo(expected);
            }
            assertThat(TrainingDigest.digest(it, 2, DenseKernels.scalar(), path)).as("%s, scalar", path)
                    .isEqualTo(expected);
            assertThat(TrainingDigest.digest(it, 2, DenseKernels.best(), path)).as("%s, warming up", path)
                    .isEqualTo(expected);
        }
    }

    @Test
    void training_otherVectorWidthsAndNoVectors_sameBits() {
        List<String> expected = TrainingDigest.ALL.stream()
                .map(it -> TrainingDigest.digest(it, 1, DenseKernels.best(), Backprop.Path.FASTEST)).toList();
        for (String width : List.of("16", "32", "64")) {
            List<String> flags = new ArrayList<>(ForkedJvm.VECTORS);
            flags.add("-XX:MaxVectorSize=" + width);
            flags.add("-Ddescent.kernels=vector");
            assertThat(ForkedJvm.run(flags, TrainingDigest.class, "all")).as("vectors of %s bytes", width)
                    .isEqualTo(expected);
        }
        assertThat(ForkedJvm.run(List.of(), TrainingDigest.class, "all")).as("no vector module").isEqualTo(expected);
    }

    @Test
    void training_interpretedBytecode_sameBits() {
        String expected = TrainingDigest.digest(TrainingDigest.SMALL, 1, DenseKernels.best(), Backprop.Path.FASTEST);
        List<String> flags = new ArrayList<>(ForkedJvm.VECTORS);
        flags.add("-Xint");
        flags.add("-Ddescent.kernels=vector");
        assertThat(ForkedJvm.run(flags, TrainingDigest.class, "small")).containsExactly(expected);
    }
}
