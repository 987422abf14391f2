package dev.descent.equation;

import dev.descent.equation.Lowering.Gather;
import dev.descent.equation.RuleProgram.Pass;
import dev.descent.equation.RuleProgram.ScalarAssignment;
import dev.descent.equation.RuleProgram.Scope;
import dev.descent.equation.RuleProgram.Take;
import dev.descent.equation.RuleProgram.Taken;
import dev.descent.equation.RuleProgram.Vectors;
import dev.descent.equation.Uniformity.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// From a rule's named values to its passes. The pass of stage s computes the scalars, rows and columns of stage s, and
/// the sums that stage s + 1 reads; [StorePlanner] says what it stores.
final class PassBuilder {

    private final UpdateRule rule;
    private final Lowering lowering;

    PassBuilder(UpdateRule rule, Lowering lowering) {
        this.rule = rule;
        this.lowering = lowering;
    }

    RuleProgram program(List<ScalarAssignment> initial, Optional<String> evaluate) {
        int last = Stream.concat(lowering.scalars.stream().map(Lowering.Scalar::stage),
                lowering.values.stream().map(v -> lowering.stage(v.id()))).mapToInt(stage -> stage).max().orElse(0);
        ElementLoops elements = new ElementLoops(rule.name(), lowering, last + 1);
        List<Loop> loops = elements.loops(new StorePlanner(elements, lowering).plan());
        List<Pass> passes = new ArrayList<>();
        for (int stage = 0; stage <= last; stage++) {
            passes.add(pass(stage, stage == last, loops.get(stage)));
        }
        List<ScalarAssignment> commit = lowering.uniformity.scalarStates().stream()
                .map(state -> new ScalarAssignment(state, lowering.meaning(state), Scope.ALL)).toList();
        List<String> orthogonal = lowering.gathers.stream().filter(g -> g.to() == Level.ELEMENT).map(Gather::id)
                .toList();
        return new RuleProgram(rule.name(), lowering.uniformity.states(), lowering.uniformity.scalarStates(), initial,
                passes, commit, evaluate, vectors(Level.ROW), vectors(Level.COLUMN), orthogonal, rule.usesMatrices());
    }

    private Pass pass(int stage, boolean last, Loop elements) {
        List<ScalarAssignment> ready = lowering.scalars.stream().filter(s -> s.stage() == stage)
                .map(Lowering.Scalar::assignment).toList();
        List<Gather> gathers = last ? List.of()
                : lowering.gathers.stream().filter(g -> g.stage() == stage).toList();
        Set<String> layerSums = new LinkedHashSet<>();
        gathers.stream().filter(g -> g.to() == Level.LAYER).forEach(g -> layerSums.add(g.id()));
        List<Taken> taken = gathers.stream().flatMap(g -> taken(g).stream()).toList();
        return new Pass(ready, vectorLoop(Level.ROW, stage, gathers), vectorLoop(Level.COLUMN, stage, gathers),
                elements, layerSums, taken);
    }

    private static Optional<Taken> taken(Gather gather) {
        Take how = switch (gather.over()) {
            case ROW -> Take.MEAN_OF_ROWS;
            case COLUMN -> Take.MEAN_OF_COLUMNS;
            case UNIFORM, LAYER, MATRIX, ELEMENT -> switch (gather.to()) {
                case ROW -> Take.ROW_MEANS;
                case COLUMN -> Take.COLUMN_MEANS;
                case ELEMENT -> Take.ORTHOGONAL;
                case UNIFORM, LAYER, MATRIX -> null;
            };
        };
        return Optional.ofNullable(how).map(h -> new Taken(gather.id(), h, gather.source()));
    }

    private Vectors vectors(Level level) {
        Set<String> values = new LinkedHashSet<>();
        lowering.gathers.stream().filter(g -> g.to() == level).forEach(g -> values.add(g.id()));
        lowering.values.stream().filter(v -> v.level() == level).forEach(v -> values.add(v.id()));
        lowering.gathers.stream().filter(g -> g.over() == level).forEach(g -> values.add(g.source()));
        Map<String, String> commit = new LinkedHashMap<>();
        List<String> states = lowering.uniformity.states(level);
        for (String state : states) {
            if (lowering.meaning(state) instanceof Expr.Name(String id)) {
                commit.put(state, id);
            }
        }
        return new Vectors(states, List.copyOf(values), commit);
    }

    /// What is one for each row or column and can be computed in this pass; every value is an array of its own.
    private Loop vectorLoop(Level level, int stage, List<Gather> gathers) {
        List<Loop.Assignment> body = new ArrayList<>();
        lowering.values.stream().filter(v -> v.level() == level && lowering.stage(v.id()) == stage)
                .forEach(v -> body.add(new Loop.Assignment(v.id(), v.value())));
        gathers.stream().filter(g -> g.over() == level)
                .forEach(g -> body.add(new Loop.Assignment(g.source(), g.of())));
        Set<String> arrays = new LinkedHashSet<>();
        for (Loop.Assignment assignment : body) {
            Trees.names(assignment.value()).stream().filter(name -> lowering.levels.get(name) == level)
                    .forEach(arrays::add);
            arrays.add(assignment.target());
        }
        String name = rule.name() + (level == Level.ROW ? " rows" : " columns") + " " + (stage + 1);
        return loop(name, List.copyOf(arrays), body, List.of());
    }

    static Loop loop(String name, List<String> arrays, List<Loop.Assignment> body, List<Loop.Sum> sums) {
        Set<String> read = new LinkedHashSet<>();
        body.forEach(assignment -> read.addAll(Trees.names(assignment.value())));
        sums.forEach(sum -> read.addAll(Trees.names(sum.of())));
        body.forEach(assignment -> read.remove(assignment.target()));
        arrays.forEach(read::remove);
        return new Loop(name, arrays, List.copyOf(read), body, sums);
    }
}
