package dev.descent.optim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.equation.Loop;
import dev.descent.equation.RuleProgram;
import dev.descent.equation.Symbols;
import dev.descent.kernel.KernelCompiler;
import dev.descent.kernel.KernelMode;
import dev.descent.kernel.Lanes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every rule of the catalogue compiles to. The listings in `src/test/resources/kernels` are what was reviewed: a
/// change to parser, simplifier or lowering that should not matter shows as no difference there.
/// `-Ddescent.snapshots=write` writes them anew.
class CatalogueKernelsTest {

    private static final Path SNAPSHOTS = Path.of("src", "test", "resources", "kernels");
    private static final boolean WRITE = "write".equals(System.getProperty("descent.snapshots"));

    static Stream<Optimizer> forms() {
        return Optimizers.all().stream()
                .flatMap(optimizer -> optimizer.entry().variants().stream().map(optimizer::withVariant));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void listing_everyForm_isAsReviewed(Optimizer optimizer) throws IOException {
        String listing = RuleProgram.of(optimizer.rule()).passes().stream().map(CatalogueKernelsTest::listing)
                .collect(Collectors.joining("\n"));
        Path file = SNAPSHOTS.resolve(optimizer.name() + "-" + optimizer.variant() + ".txt");
        if (WRITE) {
            Files.createDirectories(SNAPSHOTS);
            Files.writeString(file, listing);
        }
        assertThat(file).as("run with -Ddescent.snapshots=write and review the difference").exists().content()
                .isEqualTo(listing);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void kernels_everyForm_agreeWithTheInterpreterToTheBit(Optimizer optimizer) {
        for (Loop loop : loops(optimizer)) {
            for (int count : new int[] {0, 1, 7, 16, 33, 509}) {
                for (int shift : new int[] {0, 3}) {
                    List<String> expected = run(loop, KernelMode.INTERPRET, count, shift);
                    assertThat(run(loop, KernelMode.SCALAR, count, shift)).as("scalar, %d", count).isEqualTo(expected);
                    if (Lanes.available()) {
                        assertThat(run(loop, KernelMode.VECTOR, count, shift)).as("vector, %d", count)
                                .isEqualTo(expected);
                    }
                }
            }
        }
    }

    /// What a pass computes once an update, in double, and what it does to every parameter.
    private static String listing(RuleProgram.Pass pass) {
        return String.join("\n", Explanation.lines(pass, true)) + "\n";
    }

    private static List<Loop> loops(Optimizer optimizer) {
        return RuleProgram.of(optimizer.rule()).passes().stream().flatMap(pass -> pass.loops().stream())
                .filter(loop -> !loop.isEmpty()).toList();
    }

    /// Everything that a run leaves behind, as text; the gradient lies `shift` further on than the parameters.
    private static List<String> run(Loop loop, KernelMode mode, int count, int shift) {
        SplittableRandom random = new SplittableRandom(count);
        float[][] arrays = new float[loop.arrays().size()][count + 5];
        for (float[] array : arrays) {
            for (int i = 0; i < array.length; i++) {
                array[i] = number(random);
            }
        }
        int[] offsets = new int[arrays.length];
        offsets[Math.max(0, loop.arrays().indexOf(Symbols.GRADIENT))] = shift;
        float[] scalars = new float[loop.scalars().size()];
        for (int i = 0; i < scalars.length; i++) {
            scalars[i] = (float) random.nextDouble();
        }
        double[] sums = new double[loop.sums().size()];
        KernelCompiler.floats(loop, mode).run(arrays, offsets, scalars, count, sums);
        List<String> result = new ArrayList<>();
        for (float[] array : arrays) {
            result.add(Arrays.toString(array));
        }
        result.add(Arrays.toString(sums));
        return result;
    }

    private static float number(SplittableRandom random) {
        float[] special = {0f, -0f, 1e-30f, -1e-30f, 1e18f, -1e18f, Float.MIN_VALUE};
        return random.nextInt(6) == 0 ? special[random.nextInt(special.length)] : (float) random.nextGaussian();
    }
}
