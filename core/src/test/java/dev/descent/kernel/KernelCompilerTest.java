package dev.descent.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.descent.equation.Expr;
import dev.descent.equation.Loop;
import dev.descent.equation.Op;
import dev.descent.testing.ForkedJvm;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelCompilerTest {

    /// 0 to two of the widest vectors and one, primes, and across the ends of tiles and blocks.
    static final int[] SIZES = IntStream
            .concat(IntStream.rangeClosed(0, 2 * 16 + 1), IntStream.of(37, 61, 97, 509, 1023, 1024, 1025, 2053))
            .toArray();

    @ParameterizedTest
    @ValueSource(longs = {0, 1000, 2000, 3000})
    void floats_randomLoops_scalarAndVectorAgreeWithTheInterpreter(long start) {
        for (long seed = start; seed < start + 60; seed++) {
            agreeInFloat(RandomLoops.loop(seed), seed, SIZES[(int) (seed % SIZES.length)]);
        }
    }

    @Test
    void doubles_randomLoops_scalarAndVectorAgreeWithTheInterpreter() {
        for (long seed = 5000; seed < 5100; seed++) {
            agreeInDouble(RandomLoops.loop(seed), seed, SIZES[(int) (seed % SIZES.length)]);
        }
    }

    @Test
    void floats_everySize_scalarAndVectorAgreeWithTheInterpreter() {
        for (int size : SIZES) {
            agreeInFloat(RandomLoops.loop(7), size, size);
            agreeInFloat(adam(), size, size);
            agreeInDouble(adam(), size, size);
        }
    }

    @Test
    void floats_loopTooLongForOnePass_isSplitWithTheSameBits() {
        for (long seed = 0; seed < 6; seed++) {
            Loop loop = RandomLoops.longLoop(seed);
            agreeInFloat(loop, seed, 1500);
            agreeInDouble(loop, seed, 700);
        }
    }

    @Test
    void run_inPlace_givesTheSameAsBesideEachOther() {
        Expr x = Expr.of("x");
        for (Expr value : List.of(Expr.of(Op.TANH, x), Expr.of(Op.ADD, Expr.of(Op.MUL, Expr.of(Op.TANH, x), x),
                Expr.of(Op.EXP, Expr.of(Op.NEG, Expr.of(Op.ABS, x)))))) {
            Loop loop = new Loop("inPlace", List.of("x", "y"), List.of(), List.of(new Loop.Assignment("y", value)),
                    List.of());
            for (KernelMode mode : Lanes.available() ? KernelMode.values() : new KernelMode[] {KernelMode.SCALAR}) {
                float[] there = RandomLoops.floats(new SplittableRandom(3), 2100);
                float[] both = there.clone();
                float[] here = new float[there.length];
                FloatKernel kernel = KernelCompiler.floats(loop, mode);
                kernel.run(new float[][] {there, here}, new int[] {5, 5}, new float[0], 2090, new double[0]);
                kernel.run(new float[][] {both, both}, new int[] {5, 5}, new float[0], 2090, new double[0]);
                assertThat(Arrays.copyOfRange(both, 5, 2095)).as("%s", mode)
                        .isEqualTo(Arrays.copyOfRange(here, 5, 2095));
            }
        }
    }

    @Test
    void bytes_anyLoop_passesTheVerifier() {
        for (long seed = 0; seed < 120; seed++) {
            Loop loop = seed < 100 ? RandomLoops.loop(seed) : RandomLoops.longLoop(seed);
            for (Lane lane : Lane.values()) {
                for (boolean vectors : Lanes.available() ? new boolean[] {false, true} : new boolean[] {false}) {
                    for (byte[] bytes : KernelCompiler.bytes(loop, lane, vectors)) {
                        assertThat(ClassFile.of().verify(bytes)).as("%s %s %s", loop.name(), lane, vectors).isEmpty();
                        ClassFile.of().parse(bytes).methods()
                                .forEach(method -> method.findAttribute(Attributes.code()).ifPresent(
                                        code -> assertThat(code.codeLength())
                                                .as("HotSpot compiles no method longer than 8,000 bytes")
                                                .isLessThan(8000)));
                    }
                }
            }
        }
    }

    @Test
    void floats_sameLoopTwice_sharesTheKernel() {
        assertThat(KernelCompiler.floats(adam())).isSameAs(KernelCompiler.floats(adam()));
    }

    @Tag("nightly")
    @Test
    void floats_aHundredThousandLoops_needNoMoreMetaspaceThanAFew() {
        assertThat(ForkedJvm.run(List.of("--add-modules", "jdk.incubator.vector", "-XX:MaxMetaspaceSize=64m",
                "-Ddescent.kernels=vector"),
                CompileForEver.class, "100000")).containsExactly("100000");
    }

    @Test
    void floats_unknownName_saysWhichAndWhere() {
        Loop loop = new Loop("broken", List.of("x"), List.of(),
                List.of(new Loop.Assignment("x", Expr.of(Op.ADD, Expr.of("x"), Expr.of("y")))), List.of());
        assertThatThrownBy(() -> KernelCompiler.floats(loop)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("broken").hasMessageContaining("the name y");
    }

    @Test
    void run_arrayTooShort_saysWhichBeforeAnythingIsWritten() {
        FloatKernel kernel = KernelCompiler.floats(adam());
        float[][] arrays = {new float[8], new float[8], new float[8], new float[7]};
        assertThatThrownBy(() -> kernel.run(arrays, new int[4], new float[8], 8, new double[0]))
                .isInstanceOf(IndexOutOfBoundsException.class).hasMessageContaining("array 3 has 7 elements");
    }

    @Test
    void run_failureInsideTheKernel_showsTheEquationInTheStackTrace() {
        Loop loop = new Loop("tangent", List.of("x", "y"), List.of(), List.of(new Loop.Assignment("y",
                Expr.of(Op.ADD, Expr.of(Op.TANH, Expr.of("x")), Expr.of(1)))),
                List.of(new Loop.Sum("s", Expr.of("y"))));
        float[][] arrays = {new float[40], new float[40]};
        FloatBody body = (_, _, _, _, _, _, _) -> {
            throw new ArithmeticException("inside");
        };
        FloatKernel kernel = new TiledFloats(Graph.of(loop), "tangent: y ← tanh x + 1", 1, false,
                List.of(new Tiled.Pass<>(body)));
        Throwable failure = catchThrowable(() -> kernel.run(arrays, new int[2], new float[0], 40, new double[1]));
        assertThat(failure).isInstanceOf(ArithmeticException.class).hasStackTraceContaining(
                "at dev.descent.kernel.tangent.run(tangent: y ← tanh x + 1)");
    }

    @Test
    void bytes_anyLoop_carriesTheEquationAsItsSource() {
        byte[] bytes = KernelCompiler.bytes(adam(), Lane.FLOAT, false).getFirst();
        assertThat(ClassFile.of().parse(bytes).findAttribute(Attributes.sourceFile()).orElseThrow().sourceFile()
                .stringValue())
                .startsWith("adam: m ← b1·m + c1·g; v ← ");
    }

    static Loop adam() {
        Expr m = Expr.of("m");
        Expr v = Expr.of("v");
        Expr g = Expr.of("g");
        return new Loop("adam", List.of("θ", "g", "m", "v"), List.of("b1", "c1", "b2", "c2", "k1", "k2", "η", "ε"),
                List.of(
                        new Loop.Assignment("m", Expr.of(Op.ADD, Expr.of(Op.MUL, Expr.of("b1"), m),
                                Expr.of(Op.MUL, Expr.of("c1"), g))),
                        new Loop.Assignment("v", Expr.of(Op.ADD, Expr.of(Op.MUL, Expr.of("b2"), v),
                                Expr.of(Op.MUL, Expr.of("c2"), Expr.of(Op.POW, g, Expr.of(2))))),
                        new Loop.Assignment("m̂", Expr.of(Op.DIV, m, Expr.of("k1"))),
                        new Loop.Assignment("v̂", Expr.of(Op.DIV, v, Expr.of("k2"))),
                        new Loop.Assignment("θ", Expr.of(Op.SUB, Expr.of("θ"), Expr.of(Op.DIV,
                                Expr.of(Op.MUL, Expr.of("η"), Expr.of("m̂")),
                                Expr.of(Op.ADD, Expr.of(Op.SQRT, Expr.of("v̂")), Expr.of("ε")))))),
                List.of());
    }

    private static void agreeInFloat(Loop loop, long seed, int count) {
        Results expected = runFloat(loop, KernelMode.INTERPRET, seed, count);
        assertThat(runFloat(loop, KernelMode.SCALAR, seed, count)).as("scalar, %s, %d elements", loop, count)
                .isEqualTo(expected);
        if (Lanes.available()) {
            assertThat(runFloat(loop, KernelMode.VECTOR, seed, count)).as("vector, %s, %d elements", loop, count)
                    .isEqualTo(expected);
        }
    }

    private static void agreeInDouble(Loop loop, long seed, int count) {
        Results expected = runDouble(loop, KernelMode.INTERPRET, seed, count);
        assertThat(runDouble(loop, KernelMode.SCALAR, seed, count)).as("scalar, %s, %d elements", loop, count)
                .isEqualTo(expected);
        if (Lanes.available()) {
            assertThat(runDouble(loop, KernelMode.VECTOR, seed, count)).as("vector, %s, %d elements", loop, count)
                    .isEqualTo(expected);
        }
    }

    /// Bits, NaN payloads aside.
    record Results(List<String> arrays, List<String> sums) {
    }

    private static Results runFloat(Loop loop, KernelMode mode, long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        int arrays = loop.arrays().size();
        float[][] data = new float[arrays][];
        int[] offsets = new int[arrays];
        for (int a = 0; a < arrays; a++) {
            offsets[a] = seed % 3 == 0 ? 2 : random.nextInt(5);
            data[a] = RandomLoops.floats(random, count + offsets[a] + random.nextInt(3));
        }
        float[] scalars = RandomLoops.floats(random, loop.scalars().size());
        double[] sums = new double[loop.sums().size()];
        KernelCompiler.floats(loop, mode).run(data, offsets, scalars, count, sums);
        return new Results(Arrays.stream(data).map(Arrays::toString).toList(),
                Arrays.stream(sums).mapToObj(Double::toString).toList());
    }

    private static Results runDouble(Loop loop, KernelMode mode, long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        int arrays = loop.arrays().size();
        double[][] data = new double[arrays][];
        int[] offsets = new int[arrays];
        for (int a = 0; a < arrays; a++) {
            offsets[a] = seed % 3 == 0 ? 2 : random.nextInt(5);
            data[a] = RandomLoops.doubles(random, count + offsets[a] + random.nextInt(3));
        }
        double[] scalars = RandomLoops.doubles(random, loop.scalars().size());
        double[] sums = new double[loop.sums().size()];
        KernelCompiler.doubles(loop, mode).run(data, offsets, scalars, count, sums);
        return new Results(Arrays.stream(data).map(Arrays::toString).toList(),
                Arrays.stream(sums).mapToObj(Double::toString).toList());
    }
}
