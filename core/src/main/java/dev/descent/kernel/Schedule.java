package dev.descent.kernel;

import dev.descent.equation.Op;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// How a [Graph] is computed over one tile of elements: a list of steps, each a loop over the tile, which hand values
/// on to each other in scratch rows that stay in the nearest cache.
///
/// Most loops are one [Pass]. There are more where
/// - a function (exp, tanh, …) is applied: it has one hand-written loop that all kernels share, so it is compiled once,
///   is warm already when the next kernel uses it, and its size never counts against a kernel's;
/// - there are more than [#LARGEST] operations: past about 300 a method outgrows what HotSpot compiles (8,000 bytes),
///   stays interpreted for ever and boxes every vector.
///
/// All stores to the loop's arrays happen in the last pass, so every load sees the value before the loop.
///
/// A sum is a step over its row. What a pass of vectors computes it also sums up: additions that wait for each other cost
/// nothing where there is other work meanwhile.
///
/// @param slots how many scratch rows the steps hand values on in; before them each of the loop's sums has one of its own
record Schedule(List<Step> steps, int slots) {

    /// The most operations in one pass.
    static final int LARGEST = 200;

    sealed interface Step {
    }

    /// A generated loop.
    ///
    /// @param compute the nodes it computes, in order
    /// @param reads   nodes that stand in scratch rows (node → row)
    /// @param writes  nodes that it leaves in scratch rows (node → row)
    /// @param stores  what it stores into the loop's arrays
    /// @param sums    those of the loop's sums that it takes, of nodes that it computes
    record Pass(List<Integer> compute, Map<Integer, Integer> reads, Map<Integer, Integer> writes,
            List<Graph.Store> stores, List<Integer> sums) implements Step {
    }

    /// `to ← op(from)` by the function's own loop.
    record Apply(Op op, Row from, Row to) implements Step {
    }

    /// Adds a row to the loop's sum number `sum`.
    record Sum(int sum, Row of) implements Step {
    }

    /// A row of numbers: a scratch row, or one of the loop's arrays.
    record Row(boolean scratch, int index) {
    }

    /// @param vectors whether passes are loops over vectors
    static Schedule of(Graph graph, boolean vectors) {
        return new Planner(graph, vectors).plan();
    }

    private static final class Planner {

        private final Graph graph;
        private final boolean vectors;
        private final boolean[] needed;
        private final int[] level;
        private final List<List<Integer>> passes = new ArrayList<>();
        private final List<List<Integer>> functionsAfter = new ArrayList<>();
        private final Map<Integer, Integer> rows = new LinkedHashMap<>();

        Planner(Graph graph, boolean vectors) {
            this.graph = graph;
            this.vectors = vectors;
            this.needed = new boolean[graph.size()];
            this.level = new int[graph.size()];
        }

        Schedule plan() {
            graph.stores().forEach(store -> needed[store.value()] = true);
            graph.sums().forEach(value -> needed[value] = true);
            for (int i = graph.size() - 1; i >= 0; i--) {
                if (needed[i]) {
                    for (int part : Graph.parts(graph.node(i))) {
                        needed[part] = true;
                    }
                }
            }
            cut();
            List<TreeSet<Integer>> reads = new ArrayList<>();
            for (int p = 0; p < passes.size(); p++) {
                reads.add(readsOf(p));
            }
            functionsAfter.forEach(functions -> functions.forEach(f -> {
                int argument = ((Graph.Node.Function) graph.node(f)).argument();
                if (graph.loaded(argument).isEmpty()) {
                    row(argument);
                }
                row(f);
            }));
            graph.sums().stream().filter(value -> graph.loaded(value).isEmpty() && !onTheWay(value)).forEach(this::row);
            return new Schedule(steps(reads), rows.size());
        }

        /// Distributes the nodes over passes: level k holds what needs k functions one after the other, and is cut
        /// where it is too long.
        private void cut() {
            int top = 0;
            for (int i = 0; i < graph.size(); i++) {
                for (int part : Graph.parts(graph.node(i))) {
                    level[i] = Math.max(level[i], level[part]);
                }
                if (graph.node(i) instanceof Graph.Node.Function) {
                    level[i]++;
                }
                top = needed[i] ? Math.max(top, level[i]) : top;
            }
            for (int l = 0; l <= top; l++) {
                List<Integer> pass = new ArrayList<>();
                List<Integer> functions = new ArrayList<>();
                for (int i = 0; i < graph.size(); i++) {
                    if (needed[i] && level[i] == l && computed(i)) {
                        if (pass.size() == LARGEST) {
                            add(pass, List.of());
                            pass = new ArrayList<>();
                        }
                        pass.add(i);
                    }
                    if (needed[i] && level[i] == l + 1 && graph.node(i) instanceof Graph.Node.Function) {
                        functions.add(i);
                    }
                }
                add(pass, functions);
            }
        }

        private void add(List<Integer> pass, List<Integer> functions) {
            passes.add(pass);
            functionsAfter.add(functions);
        }

        /// Whether a pass computes it, once: not loads, which every pass repeats, and not what is the same for all
        /// elements, which every pass that needs it works out before its loop.
        private boolean computed(int number) {
            Graph.Node node = graph.node(number);
            return (node instanceof Graph.Node.Operation || node instanceof Graph.Node.Select)
                    && !graph.uniform(number);
        }

        /// What pass p takes from scratch rows.
        private TreeSet<Integer> readsOf(int p) {
            TreeSet<Integer> reads = new TreeSet<>();
            List<Integer> own = passes.get(p);
            for (int node : own) {
                for (int part : Graph.parts(graph.node(node))) {
                    addRead(part, own, reads);
                }
            }
            if (p == passes.size() - 1) {
                graph.stores().forEach(store -> addRead(store.value(), own, reads));
            }
            reads.forEach(this::row);
            return reads;
        }

        private void addRead(int node, List<Integer> own, TreeSet<Integer> reads) {
            boolean elsewhere = computed(node) || graph.node(node) instanceof Graph.Node.Function;
            if (elsewhere && !own.contains(node)) {
                reads.add(node);
            }
        }

        private int row(int node) {
            return rows.computeIfAbsent(node, _ -> graph.sums().size() + rows.size());
        }

        private Row where(int node) {
            return graph.loaded(node).isPresent() ? new Row(false, graph.loaded(node).getAsInt())
                    : new Row(true, row(node));
        }

        private List<Step> steps(List<TreeSet<Integer>> reads) {
            List<Step> steps = new ArrayList<>();
            // Sums of plain loads come before anything is stored.
            sums(value -> graph.loaded(value).isPresent()).forEach(s -> steps.add(sum(s)));
            for (int p = 0; p < passes.size(); p++) {
                boolean last = p == passes.size() - 1;
                Map<Integer, Integer> in = new LinkedHashMap<>();
                reads.get(p).forEach(node -> in.put(node, row(node)));
                Map<Integer, Integer> out = new LinkedHashMap<>();
                for (Map.Entry<Integer, Integer> entry : rows.entrySet()) {
                    int node = entry.getKey();
                    // What is uniform but wanted as a row is written by the first pass.
                    if (passes.get(p).contains(node) || p == 0 && graph.uniform(node)) {
                        out.put(node, entry.getValue());
                    }
                }
                List<Graph.Store> stores = last ? graph.stores() : List.of();
                if (last && single(steps, stores, passes.get(p), out)) {
                    Apply apply = (Apply) steps.removeLast();
                    steps.add(new Apply(apply.op(), apply.from(), new Row(false, stores.getFirst().array())));
                } else if (!passes.get(p).isEmpty() || !out.isEmpty() || !stores.isEmpty()) {
                    List<Integer> own = List.copyOf(passes.get(p));
                    steps.add(new Pass(own, in, out, stores,
                            sums(value -> onTheWay(value) && own.contains(value))));
                }
                for (int function : functionsAfter.get(p)) {
                    Graph.Node.Function node = (Graph.Node.Function) graph.node(function);
                    steps.add(new Apply(node.op(), where(node.argument()), where(function)));
                }
            }
            sums(value -> graph.loaded(value).isEmpty() && !onTheWay(value)).forEach(s -> steps.add(sum(s)));
            return steps;
        }

        /// Whether the pass that computes a value also sums it up.
        private boolean onTheWay(int value) {
            return vectors && computed(value) && !graph.truth(value);
        }

        private List<Integer> sums(IntPredicate of) {
            return IntStream.range(0, graph.sums().size()).filter(s -> of.test(graph.sums().get(s))).boxed().toList();
        }

        private Sum sum(int number) {
            return new Sum(number, where(graph.sums().get(number)));
        }

        /// `y ← tanh(…)` and nothing after: the function writes y itself.
        private boolean single(List<Step> steps, List<Graph.Store> stores, List<Integer> pass,
                Map<Integer, Integer> out) {
            return pass.isEmpty() && out.isEmpty() && stores.size() == 1 && !steps.isEmpty()
                    && graph.sums().isEmpty()
                    && steps.getLast() instanceof Apply apply && apply.to().equals(where(stores.getFirst().value()));
        }
    }
}
