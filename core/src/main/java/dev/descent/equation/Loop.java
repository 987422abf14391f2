package dev.descent.equation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One fused elementwise pass over flat arrays, the form that is compiled: for every index, the assignments run in
/// order and read the newest value. Everything that is the same for all elements has been hoisted into scalars.
///
/// @param name    what it is, for listings and stack traces: `adam`, `relu′`
/// @param arrays  names of the arrays, in the order in which a kernel takes them
/// @param scalars names of the broadcast numbers, in the order in which a kernel takes them
/// @param body    the assignments; a target that is an array is stored, any other is a local
/// @param sums    sums over all elements, taken after the body
public record Loop(String name, List<String> arrays, List<String> scalars, List<Assignment> body, List<Sum> sums) {

    /// `target ← value`.
    public record Assignment(String target, Expr value) {
    }

    /// `name = Σ of`, taken in the fixed order that the kernels document.
    public record Sum(String name, Expr of) {
    }

    public Loop {
        arrays = List.copyOf(arrays);
        scalars = List.copyOf(scalars);
        body = List.copyOf(body);
        sums = List.copyOf(sums);
    }

    /// The arrays whose elements it reads before it assigns them, in their order.
    public List<String> reads() {
        Set<String> read = new HashSet<>();
        Set<String> assigned = new HashSet<>();
        for (Assignment assignment : body) {
            Trees.names(assignment.value()).stream().filter(name -> !assigned.contains(name)).forEach(read::add);
            assigned.add(assignment.target());
        }
        sums.forEach(sum -> Trees.names(sum.of()).stream().filter(name -> !assigned.contains(name))
                .forEach(read::add));
        return arrays.stream().filter(read::contains).toList();
    }

    /// The arrays that it assigns, in their order.
    public List<String> writes() {
        Set<String> assigned = body.stream().map(Assignment::target).collect(Collectors.toSet());
        return arrays.stream().filter(assigned::contains).toList();
    }

    /// Operations per element that take a processor several times as long as an addition, as the equation stands:
    /// divisions, roots and functions.
    public int slowOperations() {
        return Stream.concat(body.stream().map(Assignment::value), sums.stream().map(Sum::of))
                .mapToInt(Loop::slowOperations).sum();
    }

    private static int slowOperations(Expr expr) {
        int own = expr instanceof Expr.Apply apply && switch (apply.op()) {
            case DIV, MOD, SQRT, EXP, LOG, TANH, ERF, SIN, COS, FLOOR, ROUND -> true;
            case POW -> Powers.constantExponent(apply).orElse(0) < 1;
            case ADD, SUB, MUL, NEG, ABS, MIN, MAX, SIGN, CLAMP, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, EQUAL,
                    NOT_EQUAL, AND, OR, NOT ->
                false;
        } ? 1 : 0;
        return own + Trees.children(expr).stream().mapToInt(Loop::slowOperations).sum();
    }

    /// Whether there is nothing to do.
    public boolean isEmpty() {
        return body.isEmpty() && sums.isEmpty();
    }
}
