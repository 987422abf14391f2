package dev.descent.kernel;

import dev.descent.equation.FixedSum;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;

/// Writes a pass as a loop over single numbers:
/// `static void scalar(arrays, offsets, scalars, scratch, from, count, index, chains)`.
///
/// HotSpot makes vectors of such a loop only where it can see that arrays, which it must suspect of being one and the
/// same, are touched at one common index: the aligned form.
final class ScalarLoop extends LoopWriter {

    ScalarLoop(Graph graph, Schedule.Pass pass, Lane lane, CodeBuilder code, boolean aligned) {
        super(graph, pass, lane, code, aligned);
    }

    @Override
    void write() {
        openAll();
        uniforms().forEach(this::compute);
        int bound = code.allocateLocal(TypeKind.INT);
        code.iload(COUNT).istore(bound);
        align(bound);
        loop(bound, this::body, () -> code.iconst_1());
        code.return_();
    }

    private void body() {
        pass.reads().forEach((node, row) -> {
            rowElement(row);
            code.arrayLoad(lane.kind);
            if (graph.truth(node)) {
                lane.constant(code, 0);
                lane.compare(code, 1);
            }
            keep(node);
        });
        for (int node : pass.compute()) {
            load(Graph.parts(graph.node(node)));
            compute(node);
        }
        pass.stores().forEach(store -> load(store.value()));
        pass.writes().keySet().forEach(this::load);
        pass.writes().forEach((node, row) -> {
            rowElement(row);
            push(node);
            if (graph.truth(node)) {
                code.conversion(TypeKind.INT, lane.kind);
            }
            code.arrayStore(lane.kind);
        });
        pass.stores().forEach(store -> {
            arrayElement(store.array());
            push(store.value());
            code.arrayStore(lane.kind);
        });
        pass.sums().forEach(this::add);
    }

    /// Adds the element to its chain of a sum.
    private void add(int sum) {
        code.aload(CHAINS).loadConstant(sum).aaload().iload(INDEX).loadConstant(FixedSum.CHAINS - 1).iand()
                .dup2().daload();
        push(graph.sums().get(sum));
        if (lane == Lane.FLOAT) {
            code.f2d();
        }
        code.dadd().dastore();
    }

    private void compute(int node) {
        scalarNode(node);
        keep(node);
    }

    /// Array elements among `nodes` that have not been loaded yet.
    private void load(int... nodes) {
        for (int node : nodes) {
            if (scalarSlot[node] < 0 && graph.loaded(node).isPresent()) {
                compute(node);
            }
        }
    }
}
