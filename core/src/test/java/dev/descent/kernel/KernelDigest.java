package dev.descent.kernel;

import dev.descent.equation.Expr;
import dev.descent.equation.Loop;
import dev.descent.equation.Op;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/// Prints the SHA-256 of what a fixed set of loops computes in this JVM, NaN payloads aside; with an argument a smaller
/// set that even `-Xint` gets through. Loops have every size up to two of the widest vectors and one, and primes.
final class KernelDigest {

    private static final Op[] FUNCTIONS = {Op.EXP, Op.LOG, Op.TANH, Op.ERF, Op.SIN, Op.COS, Op.FLOOR, Op.ROUND};

    /// From the first element on, where a kernel in use would warm up first.
    private static final KernelMode MODE = KernelMode.ofProperty();

    private final MessageDigest digest;

    private KernelDigest() throws NoSuchAlgorithmException {
        digest = MessageDigest.getInstance("SHA-256");
    }

    static void main(String[] arguments) throws NoSuchAlgorithmException {
        boolean small = arguments.length > 0;
        KernelDigest digest = new KernelDigest();
        for (long seed = 0; seed < (small ? 12 : 50); seed++) {
            digest.add(RandomLoops.loop(seed), seed, (int) (seed % 37));
            digest.add(RandomLoops.loop(seed), seed, small ? 41 : 521);
        }
        digest.add(RandomLoops.longLoop(1), 1, small ? 19 : 1031);
        digest.add(KernelCompilerTest.adam(), 2, small ? 35 : 20_011);
        for (Op function : FUNCTIONS) {
            digest.addFunction(function, small ? 9_999_991 : 19_997);
        }
        System.out.println(HexFormat.of().formatHex(digest.digest.digest()));
    }

    private void add(Loop loop, long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        int arrays = loop.arrays().size();
        float[][] floats = new float[arrays][];
        double[][] doubles = new double[arrays][];
        int[] offsets = new int[arrays];
        for (int a = 0; a < arrays; a++) {
            offsets[a] = seed % 2 == 0 ? 3 : random.nextInt(7);
            floats[a] = RandomLoops.floats(random, count + offsets[a] + 1);
            doubles[a] = RandomLoops.doubles(random, count + offsets[a] + 1);
        }
        double[] sums = new double[loop.sums().size()];
        KernelCompiler.floats(loop, MODE).run(floats, offsets, RandomLoops.floats(random, loop.scalars().size()), count,
                sums);
        add(sums);
        KernelCompiler.doubles(loop, MODE).run(doubles, offsets, RandomLoops.doubles(random, loop.scalars().size()),
                count, sums);
        add(sums);
        for (int a = 0; a < arrays; a++) {
            add(floats[a]);
            add(doubles[a]);
        }
    }

    /// y ← f(x) over every `step`th float.
    private void addFunction(Op function, int step) {
        Loop loop = new Loop(function.name(), List.of("x", "y"), List.of(),
                List.of(new Loop.Assignment("y", Expr.of(function, Expr.of("x")))), List.of());
        int count = (int) ((1L << 32) / step);
        float[] x = new float[count];
        for (int i = 0; i < count; i++) {
            x[i] = Float.intBitsToFloat((int) ((long) i * step));
        }
        float[] y = new float[count];
        KernelCompiler.floats(loop, MODE).run(new float[][] {x, y}, new int[2], new float[0], count, new double[0]);
        add(y);
    }

    private void add(float[] a) {
        ByteBuffer bytes = ByteBuffer.allocate(a.length * 4);
        for (float x : a) {
            bytes.putInt(Float.floatToIntBits(x));
        }
        digest.update(bytes.array());
    }

    private void add(double[] a) {
        ByteBuffer bytes = ByteBuffer.allocate(a.length * 8);
        for (double x : a) {
            bytes.putLong(Double.doubleToLongBits(x));
        }
        digest.update(bytes.array());
    }
}
