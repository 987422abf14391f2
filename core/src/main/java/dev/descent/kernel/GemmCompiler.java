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

    /// `vectors` accumulators; row by row, per entry of its list one broadcast and one load for each.
    static GemmList list(int vectors) {
        return compile(GemmList.class, "GemmList" + vectors, c -> {
            int startAt = c.parameterSlot(10);
            int cAt = c.parameterSlot(13);
            int row = zero(c);
            Label rows = c.newLabel();
            Label done = c.newLabel();
            c.labelBinding(rows).iload(row).iload(c.parameterSlot(0)).if_icmpge(done);
            int n = c.allocateLocal(TypeKind.INT);
            int to = c.allocateLocal(TypeKind.INT);
            c.aload(c.parameterSlot(1)).iload(c.parameterSlot(2)).iload(row).iadd().iaload().istore(n);
            c.aload(c.parameterSlot(1)).iload(c.parameterSlot(3)).iload(row).iadd().iaload().istore(to);
            int[] sums = new int[vectors];
            for (int v = 0; v < vectors; v++) {
                load(c, c.parameterSlot(9), startAt, v);
                sums[v] = store(c);
            }
            Label head = c.newLabel();
            Label end = c.newLabel();
            c.labelBinding(head).iload(n).iload(to).if_icmpge(end);
            species(c).aload(c.parameterSlot(5)).iload(n);
            broadcast(c);
            int x = store(c);
            c.aload(c.parameterSlot(4)).iload(n).iaload().iload(c.parameterSlot(8)).imul();
            c.iload(c.parameterSlot(7)).iadd();
            int at = c.allocateLocal(TypeKind.INT);
            c.istore(at);
            for (int v = 0; v < vectors; v++) {
                load(c, c.parameterSlot(6), at, v);
                int loaded = store(c);
                fma(c, x, loaded, sums[v]);
            }
            c.iinc(n, 1).goto_(head).labelBinding(end);
            for (int v = 0; v < vectors; v++) {
                finish(c, sums[v], c.parameterSlot(12), cAt, v);
            }
            c.iload(startAt).iload(c.parameterSlot(11)).iadd().istore(startAt);
            c.iload(cAt).iload(c.parameterSlot(14)).iadd().istore(cAt);
            c.iinc(row, 1).goto_(rows).labelBinding(done);
            c.return_();
        });
    }

    /// Dots of `rows` rows of D with `others` rows of W; together a multiple of a vector's lanes. Blocks of several rows of
    /// both load less for each product, and loads are the bottleneck: Java arrays do not begin at a cache line, so that
    /// most vector loads touch two.
    ///
    /// The 16 chains of a dot are 16/lanes vectors. Each part goes through the data once, so that every dot has one
    /// accumulator. Then the tree: vectors of the same dot are added until one is left, which is the part of the tree above
    /// the width; the rest runs over as many dots at once as a vector has lanes, see [#tree].
    static GemmDots dots(int rows, int others) {
        int lanes = GemmLanes.LANES;
        int parts = GemmLanes.GROUP / lanes;
        int dots = rows * others;
        return compile(GemmDots.class, "GemmDots" + rows + "x" + others, c -> {
            int columns = c.parameterSlot(0);
            int scratch = c.parameterSlot(7);
            int[] dAt = new int[rows];
            for (int r = 0; r < rows; r++) {
                dAt[r] = offset(c, c.parameterSlot(2), c.parameterSlot(3), r);
            }
            int[] wAt = new int[others];
            for (int n = 0; n < others; n++) {
                c.aload(c.parameterSlot(5)).iload(c.parameterSlot(6)).loadConstant(n).iadd().iaload();
                wAt[n] = c.allocateLocal(TypeKind.INT);
                c.istore(wAt[n]);
            }
            int[] sums = new int[dots];
            for (int n = 0; n < dots; n++) {
                sums[n] = c.allocateLocal(TypeKind.REFERENCE);
            }
            int j = c.allocateLocal(TypeKind.INT);
            for (int part = 0; part < parts; part++) {
                for (int n = 0; n < dots; n++) {
                    species(c).invokestatic(VECTOR, "zero", MethodTypeDesc.of(VECTOR, SPECIES)).astore(sums[n]);
                }
                Label head = c.newLabel();
                Label end = c.newLabel();
                c.loadConstant(part * lanes).istore(j);
                c.labelBinding(head).iload(j).iload(columns).if_icmpge(end);
                int[] x = new int[rows];
                for (int r = 0; r < rows; r++) {
                    species(c).aload(c.parameterSlot(1)).iload(dAt[r]).iload(j).iadd();
                    fromArray(c);
                    x[r] = store(c);
                }
                for (int n = 0; n < others; n++) {
                    species(c).aload(c.parameterSlot(4)).iload(wAt[n]).iload(j).iadd();
                    fromArray(c);
                    int loaded = store(c);
                    for (int r = 0; r < rows; r++) {
                        fma(c, x[r], loaded, sums[r * others + n]);
                    }
                }
                c.iinc(j, GemmLanes.GROUP).goto_(head).labelBinding(end);
                for (int n = 0; n < dots && parts > 1; n++) {
                    c.aload(sums[n]).aload(scratch).loadConstant((part * dots + n) * lanes);
                    intoArray(c);
                }
            }
            for (int n = 0; n < dots && parts > 1; n++) {
                halves(c, scratch, n, dots, 0, 1);
                c.astore(sums[n]);
            }
            for (int first = 0; first < dots; first += lanes) {
                tree(c, Arrays.copyOfRange(sums, first, first + lanes), lanes / 2);
                int result = store(c);
                finish(c, result, c.parameterSlot(8), c.parameterSlot(9), first / lanes);
            }
            c.return_();
        });
    }

    /// Pushes the sum of the parts `first`, `first + step`, … of dot n of `dots`, in the order of the tree: halves of the 16
    /// chains are added first, so parts that are half the number of parts apart meet first.
    private static void halves(CodeBuilder c, int scratch, int n, int dots, int first, int step) {
        if (step * GemmLanes.LANES == GemmLanes.GROUP) {
            species(c).aload(scratch).loadConstant((first * dots + n) * GemmLanes.LANES);
            fromArray(c);
            return;
        }
        halves(c, scratch, n, dots, first, 2 * step);
        halves(c, scratch, n, dots, first + step, 2 * step);
        add(c);
    }

    /// A square of as many rows and columns as a vector has lanes, mirrored.
    ///
    /// Bit by bit: step `distance` exchanges that bit of the row's number with that bit of the lane's.
    static GemmTranspose transpose() {
        int lanes = GemmLanes.LANES;
        return compile(GemmTranspose.class, "GemmTranspose" + lanes, c -> {
            int[] rows = new int[lanes];
            for (int r = 0; r < lanes; r++) {
                int at = offset(c, c.parameterSlot(1), c.parameterSlot(2), r);
                load(c, c.parameterSlot(0), at, 0);
                rows[r] = store(c);
            }
            for (int distance = lanes / 2; distance > 0; distance /= 2) {
                int[] next = new int[lanes];
                for (int r = 0; r < lanes; r++) {
                    boolean upper = (r & distance) != 0;
                    int partner = rows[r ^ distance];
                    if (upper) {
                        exchange(c.aload(partner), distance);
                        blend(c.aload(rows[r]), distance);
                    } else {
                        c.aload(rows[r]);
                        exchange(c.aload(partner), distance);
                        blend(c, distance);
                    }
                    next[r] = store(c);
                }
                rows = next;
            }
            for (int r = 0; r < lanes; r++) {
                int to = offset(c, c.parameterSlot(4), c.parameterSlot(5), r);
                c.aload(rows[r]).aload(c.parameterSlot(3)).iload(to);
                intoArray(c);
            }
            c.return_();
        });
    }

    private static void exchange(CodeBuilder c, int distance) {
        c.getstatic(LANES, "PARTNER" + distance, SHUFFLE)
                .invokevirtual(VECTOR, "rearrange", MethodTypeDesc.of(VECTOR, SHUFFLE));
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
            exchange(c, distance);
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
