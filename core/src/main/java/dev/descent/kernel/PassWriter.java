package dev.descent.kernel;

import dev.descent.equation.Op;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;

/// Writes one [Schedule.Pass] as a class: `run`, and beneath it `vector` and `scalar`, both also in an aligned form for
/// calls in which all arrays start at one offset.
///
/// The scalar loop is the tail of the vector loop, and the whole where there are no vectors. Both come from the same
/// nodes in the same order, and every operation rounds alike in both, so it does not matter which of them an element
/// falls to. The stack trace of a failure shows the equation in place of a source file, and the statement as the line.
final class PassWriter {

    private static final ClassDesc OFFSETS = ConstantDescs.CD_int.arrayType();
    private static final ClassDesc CHAINS = ConstantDescs.CD_double.arrayType().arrayType();
    /// Local variables of `run`.
    private static final int CHAINS_SLOT = 7;
    private static final int DONE_SLOT = 8;

    private final Graph graph;
    private final Schedule.Pass pass;
    private final Lane lane;
    private final ClassDesc self;
    private final MethodTypeDesc runType;
    private final MethodTypeDesc loopType;
    private final MethodTypeDesc vectorType;

    PassWriter(Graph graph, Schedule.Pass pass, Lane lane, String className) {
        this.graph = graph;
        this.pass = pass;
        this.lane = lane;
        this.self = ClassDesc.of(PassWriter.class.getPackageName(), className);
        ClassDesc rows = lane.array.arrayType();
        this.runType = MethodTypeDesc.of(ConstantDescs.CD_void, rows, OFFSETS, lane.array, rows,
                ConstantDescs.CD_int, ConstantDescs.CD_int, CHAINS);
        this.loopType = runType.insertParameterTypes(LoopWriter.INDEX, ConstantDescs.CD_int);
        this.vectorType = loopType.changeReturnType(ConstantDescs.CD_int);
    }

    /// The class file.
    ///
    /// @param vectors whether to use the Vector API
    /// @param source  what a stack trace shows
    byte[] write(boolean vectors, String source) {
        return ClassFile.of().build(self, builder -> {
            builder.withVersion(ClassFile.JAVA_25_VERSION, 0)
                    .withFlags(AccessFlag.FINAL, AccessFlag.SUPER)
                    .withInterfaceSymbols(lane.body)
                    .with(SourceFileAttribute.of(source))
                    .withMethodBody(ConstantDescs.INIT_NAME, ConstantDescs.MTD_void, 0, code -> code.aload(0)
                            .invokespecial(ConstantDescs.CD_Object, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                            .return_())
                    .withMethodBody("run", runType, ClassFile.ACC_PUBLIC, code -> run(code, vectors))
                    .withMethodBody("scalar", loopType, ClassFile.ACC_STATIC,
                            code -> new ScalarLoop(graph, pass, lane, code, false).write());
            if (vectors) {
                builder.withMethodBody("vector", vectorType, ClassFile.ACC_STATIC,
                        code -> new VectorLoop(graph, pass, lane, code, false).write());
            }
            if (canAlign()) {
                builder.withMethodBody("scalarAligned", loopType, ClassFile.ACC_STATIC,
                        code -> new ScalarLoop(graph, pass, lane, code, true).write());
                if (vectors) {
                    builder.withMethodBody("vectorAligned", vectorType, ClassFile.ACC_STATIC,
                            code -> new VectorLoop(graph, pass, lane, code, true).write());
                }
            }
        });
    }

    private void run(CodeBuilder code, boolean vectors) {
        if (canAlign()) {
            Label different = code.newLabel();
            for (int array = 1; array < graph.loop().arrays().size(); array++) {
                code.aload(2).loadConstant(array).iaload().aload(2).iconst_0().iaload().if_icmpne(different);
            }
            call(code, vectors, "Aligned");
            code.labelBinding(different);
        }
        call(code, vectors, "");
    }

    /// The vector loop, which answers how far it came, then the scalar loop from there.
    private void call(CodeBuilder code, boolean vectors, String form) {
        arguments(code);
        code.iconst_0().aload(CHAINS_SLOT);
        if (vectors) {
            code.invokestatic(self, "vector" + form, vectorType).istore(DONE_SLOT);
            arguments(code);
            code.iload(DONE_SLOT).aload(CHAINS_SLOT);
        }
        code.invokestatic(self, "scalar" + form, loopType).return_();
    }

    /// Whether there is an `aligned` form: the pass touches arrays, and nothing but arrays.
    private boolean canAlign() {
        return pass.reads().isEmpty() && pass.writes().isEmpty() && pass.sums().isEmpty()
                && !graph.loop().arrays().isEmpty() && !pass.stores().isEmpty();
    }

    /// Four arrays and two whole numbers, as `run` was given them.
    private static void arguments(CodeBuilder code) {
        for (int i = 1; i <= 6; i++) {
            code.loadLocal(i <= 4 ? TypeKind.REFERENCE : TypeKind.INT, i);
        }
    }
}
