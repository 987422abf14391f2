package dev.descent.optim;

import dev.descent.equation.Expr;
import dev.descent.equation.Loop;
import dev.descent.equation.RuleProgram;
import dev.descent.equation.RuleProgram.Pass;
import dev.descent.equation.Symbols;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What a loop moves between memory and processor, read off its body.
///
/// @param reads      arrays that are read before they are assigned
/// @param writes     arrays that are assigned
/// @param operations arithmetic per element, as the equation stands
public record Traffic(List<String> reads, List<String> writes, int operations) {

    public Traffic {
        reads = List.copyOf(reads);
        writes = List.copyOf(writes);
    }

    /// The traffic of a pass's loop over all parameters. What is one for each column is read again for every row and
    /// stays in the cache, so it does not count, nor do rows that are handed on at once.
    public static Traffic of(Pass pass, RuleProgram program) {
        Traffic all = of(pass.loop());
        Set<String> streams = new HashSet<>(List.of(Symbols.THETA, Symbols.GRADIENT));
        streams.addAll(program.states());
        streams.addAll(program.orthogonal());
        return new Traffic(all.reads.stream().filter(streams::contains).toList(),
                all.writes.stream().filter(streams::contains).toList(), all.operations);
    }

    /// The traffic of a loop.
    public static Traffic of(Loop loop) {
        int operations = loop.body().stream().mapToInt(assignment -> operations(assignment.value())).sum()
                + loop.sums().stream().mapToInt(sum -> operations(sum.of()) + 1).sum();
        return new Traffic(loop.reads(), loop.writes(), operations);
    }

    /// Bytes per element in float.
    public int bytes() {
        return Float.BYTES * (reads.size() + writes.size());
    }

    private static int operations(Expr expr) {
        return switch (expr) {
            case Expr.Constant _,Expr.Name _ -> 0;
            case Expr.Apply apply -> 1 + apply.arguments().stream().mapToInt(Traffic::operations).sum();
            case Expr.Conditional c -> 1 + operations(c.condition()) + operations(c.then()) + operations(c.otherwise());
            case Expr.Reduce reduce -> 1 + operations(reduce.of());
        };
    }
}
