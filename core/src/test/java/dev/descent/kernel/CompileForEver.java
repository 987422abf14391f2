package dev.descent.kernel;

import dev.descent.equation.Expr;
import dev.descent.equation.Loop;
import dev.descent.equation.Op;
import java.util.List;

/// Compiles and runs as many different loops as its argument says; for a JVM with little metaspace.
final class CompileForEver {

    private CompileForEver() {
    }

    static void main(String[] arguments) {
        float[][] data = new float[1][20];
        double[] sums = {};
        int count = Integer.parseInt(arguments[0]);
        for (int i = 1; i <= count; i++) {
            Loop loop = new Loop("x" + i % 7, List.of("x"), List.of(),
                    List.of(new Loop.Assignment("x", Expr.of(Op.ADD, Expr.of("x"), Expr.of(i)))), List.of());
            KernelCompiler.floats(loop).run(data, new int[1], new float[0], 20, sums);
        }
        System.out.println(count);
    }
}
