package dev.descent.kernel;

import dev.descent.equation.Expr;
import dev.descent.equation.Loop;
import dev.descent.equation.Op;
import dev.descent.equation.Powers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// A [Loop] as values and what they are made of: names are gone, and what is written twice exists once.
///
/// Operations that are made of others (sign, mod, clamp, whole powers) are spelled out here, in the order that
/// [dev.descent.equation.Elementary] documents, so that the code writer knows only what a machine does in one step.
/// Nothing is reordered, folded or contracted: every node rounds once, as the interpreter does.
final class Graph {

    /// A value; its number is its place in [Graph#nodes], and it is made of values with smaller numbers.
    sealed interface Node {

        /// An element of an array, as it was before the loop touched it.
        record Load(int array) implements Node {
        }

        /// One of the loop's scalars.
        record Scalar(int index) implements Node {
        }

        /// A number, rounded to the loop's type.
        record Constant(double value) implements Node {
        }

        /// One machine operation; `b` is −1 where there is one argument.
        record Operation(Op op, int a, int b) implements Node {
        }

        /// `condition ? then : otherwise`; both are computed.
        record Select(int condition, int then, int otherwise) implements Node {
        }

        /// A function that has a loop of its own: exp, log, tanh, erf, sin, cos, floor, round.
        record Function(Op op, int argument) implements Node {
        }
    }

    /// `array ← value`, after all loads.
    record Store(int array, int value) {
    }

    private final Loop loop;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Boolean> truths = new ArrayList<>();
    private final List<Boolean> uniform = new ArrayList<>();
    private final List<Integer> lines = new ArrayList<>();
    private final Map<Node, Integer> numbers = new HashMap<>();
    private final Map<String, Integer> newest = new HashMap<>();
    private final List<Store> stores = new ArrayList<>();
    private final List<Integer> sums = new ArrayList<>();
    private int line = 1;

    private Graph(Loop loop) {
        this.loop = loop;
    }

    static Graph of(Loop loop) {
        Graph graph = new Graph(loop);
        Map<String, Integer> stored = new LinkedHashMap<>();
        for (Loop.Assignment assignment : loop.body()) {
            boolean store = loop.arrays().contains(assignment.target());
            int value = store ? graph.number(assignment.value()) : graph.any(assignment.value());
            graph.newest.put(assignment.target(), value);
            if (store) {
                stored.put(assignment.target(), value);
            }
            graph.line++;
        }
        stored.forEach((name, value) -> graph.stores.add(new Store(loop.arrays().indexOf(name), value)));
        for (Loop.Sum sum : loop.sums()) {
            graph.sums.add(graph.number(sum.of()));
        }
        return graph;
    }

    Loop loop() {
        return loop;
    }

    int size() {
        return nodes.size();
    }

    Node node(int number) {
        return nodes.get(number);
    }

    /// Whether it is a truth value, a mask in vectors.
    boolean truth(int number) {
        return truths.get(number);
    }

    /// Whether it is the same for all elements.
    boolean uniform(int number) {
        return uniform.get(number);
    }

    /// The statement, from 1, that first needed it.
    int line(int number) {
        return lines.get(number);
    }

    List<Store> stores() {
        return stores;
    }

    /// The values that the loop's sums add up.
    List<Integer> sums() {
        return sums;
    }

    /// The numbers that a node is made of.
    static int[] parts(Node node) {
        return switch (node) {
            case Node.Load _,Node.Scalar _,Node.Constant _ -> new int[0];
            case Node.Operation(Op _, int a, int b) -> b < 0 ? new int[] {a} : new int[] {a, b};
            case Node.Select(int condition, int then, int otherwise) -> new int[] {condition, then, otherwise};
            case Node.Function(Op _, int argument) -> new int[] {argument};
        };
    }

    private int number(Expr expr) {
        return value(expr, new IdentityHashMap<>());
    }

    /// A number or, for locals, a truth value.
    private int any(Expr expr) {
        return build(expr, new IdentityHashMap<>());
    }

    /// Derivatives share subtrees; `seen` keeps the walk linear in what is shared.
    private int build(Expr expr, IdentityHashMap<Expr, Integer> seen) {
        Integer known = seen.get(expr);
        if (known != null) {
            return known;
        }
        int result = switch (expr) {
            case Expr.Constant(double value) -> add(new Node.Constant(value));
            case Expr.Name(String id) -> name(id);
            case Expr.Conditional(Expr condition, Expr then, Expr otherwise) ->
                select(truth(condition, seen), value(then, seen), value(otherwise, seen));
            case Expr.Reduce reduce -> throw unusable("a sum or norm inside the loop: " + reduce);
            case Expr.Apply apply -> apply(apply, seen);
        };
        seen.put(expr, result);
        return result;
    }

    private int name(String id) {
        Integer value = newest.get(id);
        if (value != null) {
            return value;
        }
        int array = loop.arrays().indexOf(id);
        if (array >= 0) {
            return add(new Node.Load(array));
        }
        int scalar = loop.scalars().indexOf(id);
        if (scalar >= 0) {
            return add(new Node.Scalar(scalar));
        }
        throw unusable("the name " + id + ", which is neither an array, a scalar nor assigned before");
    }

    private int apply(Expr.Apply apply, IdentityHashMap<Expr, Integer> seen) {
        Op op = apply.op();
        List<Expr> arguments = apply.arguments();
        return switch (op) {
            case ADD, SUB, MUL, DIV, MIN, MAX, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, EQUAL, NOT_EQUAL ->
                operation(op, value(arguments.get(0), seen), value(arguments.get(1), seen));
            case NEG, SQRT, ABS -> operation(op, value(arguments.get(0), seen), -1);
            case AND, OR -> operation(op, truth(arguments.get(0), seen), truth(arguments.get(1), seen));
            case NOT -> operation(op, truth(arguments.get(0), seen), -1);
            case EXP, LOG, TANH, ERF, SIN, COS, FLOOR, ROUND -> function(op, value(arguments.get(0), seen));
            case SIGN -> sign(value(arguments.get(0), seen));
            case MOD -> {
                int a = value(arguments.get(0), seen);
                int b = value(arguments.get(1), seen);
                int whole = function(Op.FLOOR, operation(Op.DIV, a, b));
                yield operation(Op.SUB, a, operation(Op.MUL, b, whole));
            }
            case CLAMP -> operation(Op.MIN,
                    operation(Op.MAX, value(arguments.get(0), seen), value(arguments.get(1), seen)),
                    value(arguments.get(2), seen));
            case POW -> power(value(arguments.get(0), seen), Powers.constantExponent(apply).orElseThrow(
                    () -> unusable("an exponent that is no constant whole number or ½: " + apply)));
        };
    }

    /// The expression as a number: 1 and 0 where it is a truth value.
    private int value(Expr expr, IdentityHashMap<Expr, Integer> seen) {
        int number = build(expr, seen);
        return truths.get(number)
                ? select(number, add(new Node.Constant(1)), add(new Node.Constant(0)))
                : number;
    }

    /// The expression as a truth value. A condition that is the same for all elements arrives as a scalar, 1 or 0.
    private int truth(Expr expr, IdentityHashMap<Expr, Integer> seen) {
        int number = build(expr, seen);
        return truths.get(number) ? number : operation(Op.NOT_EQUAL, number, add(new Node.Constant(0)));
    }

    private int sign(int x) {
        int zero = add(new Node.Constant(0));
        return select(operation(Op.GREATER, x, zero), add(new Node.Constant(1)),
                select(operation(Op.LESS, x, zero), add(new Node.Constant(-1)), x));
    }

    private int power(int x, double exponent) {
        if (exponent == 0.5) {
            return operation(Op.SQRT, x, -1);
        }
        int n = (int) exponent;
        if (n == 0) {
            return add(new Node.Constant(1));
        }
        int m = Math.abs(n);
        int r = x;
        for (int bit = Integer.highestOneBit(m) >>> 1; bit != 0; bit >>>= 1) {
            r = operation(Op.MUL, r, r);
            if ((m & bit) != 0) {
                r = operation(Op.MUL, r, x);
            }
        }
        return n < 0 ? operation(Op.DIV, add(new Node.Constant(1)), r) : r;
    }

    private int operation(Op op, int a, int b) {
        return add(new Node.Operation(op, a, b));
    }

    private int select(int condition, int then, int otherwise) {
        return add(new Node.Select(condition, then, otherwise));
    }

    private int function(Op op, int argument) {
        return add(new Node.Function(op, argument));
    }

    private int add(Node node) {
        Integer known = numbers.get(node);
        if (known != null) {
            return known;
        }
        int number = nodes.size();
        nodes.add(node);
        numbers.put(node, number);
        lines.add(Math.min(line, Math.max(1, loop.body().size())));
        truths.add(node instanceof Node.Operation(Op op, int _, int _) && op.isTruth());
        boolean same = !(node instanceof Node.Load) && !(node instanceof Node.Function);
        for (int part : parts(node)) {
            same &= uniform.get(part);
        }
        uniform.add(same);
        return number;
    }

    /// The node's one array where it is a plain load.
    OptionalInt loaded(int number) {
        return nodes.get(number) instanceof Node.Load(int array) ? OptionalInt.of(array) : OptionalInt.empty();
    }

    private IllegalArgumentException unusable(String what) {
        return new IllegalArgumentException("loop " + loop.name() + ", statement " + line + ": " + what);
    }
}
