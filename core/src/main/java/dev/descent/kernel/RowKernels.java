package dev.descent.kernel;

import dev.descent.equation.Loop;
import java.lang.classfile.ClassFile;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Makes [RowKernel]s of loops.
///
/// Vectors serve loops of one pass, which is nearly every rule. Those with sums, functions or more operations than one
/// method takes keep their plain form.
final class RowKernels {

    /// Rows of a warm-up call: with no entry, with one and with two in turn, as HotSpot compiles only what it saw happen.
    private static final int ROWS = 24;
    private static final int ENTRIES = 2;

    private RowKernels() {
    }

    /// @param plain    the loop itself
    /// @param gradient the gradient's place among the loop's arrays
    /// @param width    of the rows
    /// @param vectors  whether the Vector API may be used
    /// @param patient  whether to begin with the plain twin, until vectors are warm
    static RowKernel of(Loop loop, FloatKernel plain, int gradient, int width, boolean vectors, boolean patient) {
        RowKernel twin = new PlainRows(plain, gradient);
        Graph graph = Graph.of(loop);
        Schedule schedule = Schedule.of(graph, true);
        if (!vectors || schedule.slots() > 0 || !graph.sums().isEmpty() || schedule.steps().size() != 1
                || !(schedule.steps().getFirst() instanceof Schedule.Pass pass)) {
            return twin;
        }
        Supplier<RowKernel> make = () -> (RowKernel) KernelCompiler.define(bytes(graph, pass, gradient, width));
        if (!patient) {
            return make.get();
        }
        Warm<RowKernel> warm = new Warm<>(twin, make, exercise(loop, gradient, width), true);
        return (arrays, offsets, scalars, at, stride, columns, first, last, starts, index, value, delta, deltaAt,
                deltaRow, skip) -> warm.get((last - first + starts[last] - starts[first]) * columns).run(arrays,
                        offsets, scalars, at, stride, columns, first, last, starts, index, value, delta, deltaAt,
                        deltaRow, skip);
    }

    /// The class file; a name in the listing of a profiler is the rule's.
    static byte[] bytes(Graph graph, Schedule.Pass pass, int gradient, int width) {
        ClassDesc self = ClassDesc.of(RowKernels.class.getPackageName(), KernelCompiler.className(graph.loop().name()));
        int block = RowLoop.vectors(pass, width);
        Method method = RowKernel.class.getDeclaredMethods()[0];
        MethodTypeDesc type = MethodTypeDesc.of(ConstantDescs.CD_boolean,
                Arrays.stream(method.getParameterTypes()).map(it -> it.describeConstable().orElseThrow()).toList());
        return ClassFile.of().build(self, builder -> builder.withVersion(ClassFile.JAVA_25_VERSION, 0)
                .withFlags(AccessFlag.FINAL, AccessFlag.SUPER)
                .withInterfaceSymbols(RowKernel.class.describeConstable().orElseThrow())
                .withMethodBody(ConstantDescs.INIT_NAME, ConstantDescs.MTD_void, 0, code -> code.aload(0)
                        .invokespecial(ConstantDescs.CD_Object, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                        .return_())
                .withMethodBody(method.getName(), type, ClassFile.ACC_PUBLIC, code -> {
                    // arrays, starts, scalars, index, value, delta, a free local, at, stride, first, last, skipEmpty,
                    // width, deltaAt, deltaRow
                    for (int parameter : new int[] {0, 8, 2, 9, 10, 11, 3, 3, 4, 6, 7, 14, 5, 12, 13}) {
                        TypeKind kind = TypeKind.from(type.parameterType(parameter));
                        code.loadLocal(kind, code.parameterSlot(parameter));
                    }
                    code.invokestatic(self, "rows", RowLoop.TYPE).ireturn();
                })
                .withMethodBody("rows", RowLoop.TYPE, ClassFile.ACC_STATIC,
                        code -> new RowLoop(graph, pass, gradient, block, code).write()));
    }

    private static Consumer<RowKernel> exercise(Loop loop, int gradient, int width) {
        float[][] arrays = new float[loop.arrays().size()][ROWS * width];
        for (float[] array : arrays) {
            Arrays.fill(array, 0.5f);
        }
        arrays[gradient] = new float[width];
        int[] offsets = new int[arrays.length];
        float[] scalars = new float[loop.scalars().size()];
        Arrays.fill(scalars, 0.5f);
        int[] starts = new int[ROWS + 1];
        for (int row = 0; row < ROWS; row++) {
            starts[row + 1] = starts[row] + row % (ENTRIES + 1);
        }
        int[] index = new int[ENTRIES * ROWS];
        Arrays.setAll(index, n -> n % ENTRIES);
        float[] value = new float[ENTRIES * ROWS];
        float[] delta = new float[ENTRIES * width];
        return kernel -> {
            for (boolean skip : new boolean[] {true, false}) {
                kernel.run(arrays, offsets, scalars, 0, width, width, 0, ROWS, starts, index, value, delta, 0, width,
                        skip);
            }
        };
    }
}
