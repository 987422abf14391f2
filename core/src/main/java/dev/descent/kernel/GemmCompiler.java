package dev.descent.kernel;

import static java.lang.classfile.ClassFile.ACC_FINAL;
import static java.lang.classfile.ClassFile.ACC_PUBLIC;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.function.Consumer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Writes the inner loops of the dense kernels as bytecode, one hidden class per shape of register block.
///
/// A register block of 6 rows and 4 vectors is 24 accumulators that must each be a local variable of their own: written by
/// hand that is a page per shape and width. Here the shape is a parameter and the loop stands once.
final class GemmCompiler {

    private static final ClassDesc VECTOR = desc(FloatVector.class);
    private static final ClassDesc SPECIES = desc(VectorSpecies.class);
    private static final ClassDesc BASE = desc(Vector.class);
    private static final ClassDesc MASK = desc(VectorMask.class);
    private static final ClassDesc SHUFFLE = desc(VectorShuffle.class);
    private static final ClassDesc FLOATS = CD_float.arrayType();
    private static final ClassDesc LANES = desc(GemmLanes.class);

    private GemmCompiler() {
    }

    /// `rows` × `vectors` accumulators; per k one load for each vector of B, one broadcast for each row of A.
    ///
    /// Where the rows of A lie `aRow` apart, each has an index of its own. Where A is transposed, its rows are neighbours of
    /// one index, and the JIT merges their bounds checks: about a tenth faster.
    static GemmBlock block(int rows, int vectors, boolean transposed) {
        String name = "GemmBlock" + rows + "x" + vectors + (transposed ? "t" : "");
        return compile(GemmBlock.class, name, c -> {
            int depth = c.parameterSlot(0);
            int a = c.parameterSlot(1);
            int aAt = c.parameterSlot(2);
            int aStride = c.parameterSlot(3);
            int bAt = c.parameterSlot(5);
            int[] at = new int[rows];
            for (int r = 0; r < rows && !transposed; r++) {
                at[r] = offset(c, aAt, aStride, r);
            }
            int[][] sums = new int[rows][vectors];
            for (int r = 0; r < rows; r++) {
                int from = offset(c, c.parameterSlot(8), c.parameterSlot(9), r);
                for (int v = 0; v < vectors; v++) {
                    load(c, c.parameterSlot(7), from, v);
                    sums[r][v] = store(c);
                }
            }
            int k = zero(c);
            Label head = c.newLabel();
            Label end = c.newLabel();
            c.labelBinding(head).iload(k).iload(depth).if_icmpge(end);
            int[] loaded = new int[vectors];
            for (int v = 0; v < vectors; v++) {
                load(c, c.parameterSlot(4), bAt, v);
                loaded[v] = store(c);
            }
            for (int r = 0; r < rows; r++) {
                species(c).aload(a);
                if (transposed) {
                    c.iload(aAt).loadConstant(r).iadd();
                } else {
                    c.iload(at[r]).iload(k).iadd();
                }
                broadcast(c);
                int x = store(c);
                for (int v = 0; v < vectors; v++) {
                    fma(c, x, loaded[v], sums[r][v]);
                }
            }
            if (transposed) {
                c.iload(aAt).iload(aStride).iadd().istore(aAt);
            }
            c.iload(bAt).iload(c.parameterSlot(6)).iadd().istore(bAt);
            c.iinc(k, 1).goto_(head).labelBinding(end);
            for (int r = 0; r < rows; r++) {
                int to = offset(c, c.parameterSlot(11), c.parameterSlot(12), r);
                for (int v = 0; v < vectors; v++) {
                    finish(c, sums[r][v], c.parameterSlot(10), to, v);
                }
            }
            c.return_();
        });
    }

    /// `vectors` accumulators; per entry of the list one broadcast and one load for each.
    static GemmList list(int vectors) {
        return compile(GemmList.class, "GemmList" + vectors, c -> {
            int n = c.parameterSlot(2);
            int to = c.parameterSlot(3);
            int[] sums = new int[vectors];
            for (int v = 0; v < vectors; v++) {
                load(c, c.parameterSlot(7), c.parameterSlot(8), v);
                sums[v] = store(c);
            }
            Label head = c.newLabel();
            Label end = c.newLabel();
            c.labelBinding(head).iload(n).iload(to).if_icmpge(end);
            species(c).aload(c.parameterSlot(1)).iload(n);
            broadcast(c);
            int x = store(c);
            c.aload(c.parameterSlot(0)).iload(n).iaload().iload(c.parameterSlot(6)).imul();
            c.iload(c.parameterSlot(5)).iadd();
            int at = c.allocateLocal(TypeKind.INT);
            c.istore(at);
            for (int v = 0; v < vectors; v++) {
                load(c, c.parameterSlot(4), at, v);
                int loaded = store(c);
                fma(c, x, loaded, sums[v]);
            }
            c.iinc(n, 1).goto_(head).labelBinding(end);
            for (int v = 0; v < vectors; v++) {
                finish(c, sums[v], c.parameterSlot(9), c.parameterSlot(10), v);
            }
            c.return_();
        });
    }

    /// As many dots as a vector has lanes. The 16 chains of a dot are 16/lanes vectors; each goes through the data once,
    /// so that no more than `lanes` accumulators are alive. Then the tree: vectors of the same dot are added until one is
    /// left, which is the part of the tree above the width; the rest runs over all dots at once, see [#tree].
    ///
    /// @param stride distance of the rows, which then follow each other from `rowAt[from]` on; 0 where each has its own
    ///               place. One index with fixed distances is half the instructions.
    static GemmDots dots(int stride) {
        int lanes = GemmLanes.LANES;
        int parts = GemmLanes.GROUP / lanes;
        return compile(GemmDots.class, "GemmDots" + lanes + (stride == 0 ? "" : "x" + stride), c -> {
            int columns = c.parameterSlot(2);
            int scratch = c.parameterSlot(6);
            int[] rows = new int[lanes];
            for (int n = 0; n < (stride == 0 ? lanes : 1); n++) {
                c.aload(c.parameterSlot(4)).iload(c.parameterSlot(5)).loadConstant(n).iadd().iaload();
                rows[n] = c.allocateLocal(TypeKind.INT);
                c.istore(rows[n]);
            }
            int[] sums = new int[lanes];
            for (int n = 0; n < lanes; n++) {
                sums[n] = c.allocateLocal(TypeKind.REFERENCE);
            }
            int j = c.allocateLocal(TypeKind.INT);
            for (int part = 0; part < parts; part++) {
                for (int n = 0; n < lanes; n++) {
                    species(c).invokestatic(VECTOR, "zero", MethodTypeDesc.of(VECTOR, SPECIES)).astore(sums[n]);
                }
                Label head = c.newLabel();
                Label end = c.newLabel();
                c.loadConstant(part * lanes).istore(j);
                c.labelBinding(head).iload(j).iload(columns).if_icmpge(end);
                species(c).aload(c.parameterSlot(0)).iload(c.parameterSlot(1)).iload(j).iadd();
                fromArray(c);
                int x = store(c);
                for (int n = 0; n < lanes; n++) {
                    species(c).aload(c.parameterSlot(3)).iload(rows[stride == 0 ? n : 0]).iload(j).iadd();
                    if (stride != 0 && n > 0) {
                        c.loadConstant(n * stride).iadd();
                    }
                    fromArray(c);
                    int loaded = store(c);
                    fma(c, x, loaded, sums[n]);
                }
                c.iinc(j, GemmLanes.GROUP).goto_(head).labelBinding(end);
                if (parts > 1) {
                    for (int n = 0; n < lanes; n++) {
                        c.aload(sums[n]).aload(scratch).loadConstant((part * lanes + n) * lanes);
                        intoArray(c);
                    }
                }
            }
            if (parts > 1) {
                for (int n = 0; n < lanes; n++) {
                    halves(c, scratch, n, 0, 1, parts);
                    c.astore(sums[n]);
                }
            }
            tree(c, sums, lanes / 2);
            int result = store(c);
            finish(c, result, c.parameterSlot(7), c.parameterSlot(8), 0);
            c.return_();
        });
    }

    /// Pushes the sum of the parts `first`, `first + step`, … of dot n, in the order of the tree: halves of the 16 chains
    /// are added first, so parts that are half the number of parts apart meet first.
    private static void halves(CodeBuilder c, int scratch, int n, int first, int step, int parts) {
        int lanes = GemmLanes.LANES;
        if (step == parts) {
            species(c).aload(scratch).loadConstant((first * lanes + n) * lanes);
            fromArray(c);
            return;
        }
        halves(c, scratch, n, first, 2 * step, parts);
        halves(c, scratch, n, first + step, 2 * step, parts);
        add(c);
    }

    /// Pushes one vector whose lane n is the tree over the lanes of `dots[n]`.
    ///
    /// Two dots a and b are folded together: lanes whose number has the bit `distance` come from b, the others from a, and
    /// each takes in its partner at that distance. So every step halves the number of vectors, and the last holds one dot
    /// per lane.
    private static void tree(CodeBuilder c, int[] dots, int distance) {
        if (dots.length == 1) {
            c.aload(dots[0]);
            return;
        }
        int half = dots.length / 2;
        int[] folded = new int[half];
        for (int n = 0; n < half; n++) {
            c.aload(dots[n]).aload(dots[n + half]);
            blend(c, distance);
            c.aload(dots[n + half]).aload(dots[n]);
            blend(c, distance);
            c.getstatic(LANES, "PARTNER" + distance, SHUFFLE)
                    .invokevirtual(VECTOR, "rearrange", MethodTypeDesc.of(VECTOR, SHUFFLE));
            add(c);
            folded[n] = store(c);
        }
        tree(c, folded, distance / 2);
    }

    private static void blend(CodeBuilder c, int distance) {
        c.getstatic(LANES, "UPPER" + distance, MASK)
                .invokevirtual(VECTOR, "blend", MethodTypeDesc.of(VECTOR, BASE, MASK));
    }

    private static void add(CodeBuilder c) {
        c.invokevirtual(VECTOR, "add", MethodTypeDesc.of(VECTOR, BASE));
    }

    /// A new local: `base + index·stride`.
    private static int offset(CodeBuilder c, int base, int stride, int index) {
        int local = c.allocateLocal(TypeKind.INT);
        c.iload(base).iload(stride).loadConstant(index).imul().iadd().istore(local);
        return local;
    }

    /// Pushes vector `v` of the array behind the local `at`.
    private static void load(CodeBuilder c, int array, int at, int v) {
        species(c).aload(array).iload(at);
        if (v > 0) {
            c.loadConstant(v * GemmLanes.LANES).iadd();
        }
        fromArray(c);
    }

    /// A species, an array and an index are on the stack: pushes the element in every lane.
    private static void broadcast(CodeBuilder c) {
        c.faload().invokestatic(VECTOR, "broadcast", MethodTypeDesc.of(VECTOR, SPECIES, CD_float));
    }

    /// `sum ← x·y + sum`.
    private static void fma(CodeBuilder c, int x, int y, int sum) {
        c.aload(x).aload(y).aload(sum).invokevirtual(VECTOR, "fma", MethodTypeDesc.of(VECTOR, BASE, BASE)).astore(sum);
    }

    /// Stores `sum + 0.0f` as vector `v` behind the local `at`.
    private static void finish(CodeBuilder c, int sum, int array, int at, int v) {
        c.aload(sum).fconst_0().invokevirtual(VECTOR, "add", MethodTypeDesc.of(VECTOR, CD_float));
        c.aload(array).iload(at);
        if (v > 0) {
            c.loadConstant(v * GemmLanes.LANES).iadd();
        }
        intoArray(c);
    }

    /// A new local that is 0.
    private static int zero(CodeBuilder c) {
        int local = c.allocateLocal(TypeKind.INT);
        c.iconst_0().istore(local);
        return local;
    }

    private static CodeBuilder species(CodeBuilder c) {
        return c.getstatic(VECTOR, "SPECIES_PREFERRED", SPECIES);
    }

    private static void fromArray(CodeBuilder c) {
        c.invokestatic(VECTOR, "fromArray", MethodTypeDesc.of(VECTOR, SPECIES, FLOATS, CD_int));
    }

    private static void intoArray(CodeBuilder c) {
        c.invokevirtual(VECTOR, "intoArray", MethodTypeDesc.of(CD_void, FLOATS, CD_int));
    }

    private static int store(CodeBuilder c) {
        int local = c.allocateLocal(TypeKind.REFERENCE);
        c.astore(local);
        return local;
    }

    private static <T> T compile(Class<T> shape, String name, Consumer<CodeBuilder> body) {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        ClassDesc me = ClassDesc.of(GemmCompiler.class.getPackageName(), name);
        Method run = shape.getDeclaredMethods()[0];
        MethodTypeDesc type = MethodTypeDesc.of(CD_void,
                Arrays.stream(run.getParameterTypes()).map(GemmCompiler::desc).toList());
        byte[] bytes = ClassFile.of().build(me, b -> b.withVersion(ClassFile.JAVA_25_VERSION, 0)
                .withFlags(ACC_FINAL).withInterfaceSymbols(desc(shape))
                .withMethodBody(INIT_NAME, MTD_void, ACC_PUBLIC,
                        c -> c.aload(0).invokespecial(CD_Object, INIT_NAME, MTD_void).return_())
                .withMethodBody(run.getName(), type, ACC_PUBLIC, body));
        try {
            MethodHandles.Lookup hidden = lookup.defineHiddenClass(bytes, true);
            return shape.cast(hidden.findConstructor(hidden.lookupClass(), MethodType.methodType(void.class)).invoke());
        } catch (Throwable e) {
            throw new IllegalStateException("cannot define " + name, e);
        }
    }

    private static ClassDesc desc(Class<?> c) {
        return c.describeConstable().orElseThrow();
    }
}
