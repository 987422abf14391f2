package dev.descent.equation;

import dev.descent.common.DescentException;
import dev.descent.equation.Expr.Reduction;
import dev.descent.equation.RuleProgram.Pass;
import dev.descent.equation.RuleProgram.ScalarAssignment;
import dev.descent.equation.Uniformity.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// From a rule to its passes.
///
/// First every value that the rule computes gets a name of its own (a name assigned twice means two values: `d`, `d′`),
/// which makes the lines a list of definitions whose order no longer matters. Each is a *scalar*, evaluated in double,
/// or an *element* value, computed in a loop. Within element values every maximal part that is the same for all
/// parameters becomes a scalar too (`c₁ = 1 − β₁`). A norm or sum becomes a sum of element values, and a scalar that is
/// known one stage later. The pass of stage s computes the scalars of stage s and the sums that stage s + 1 reads; the
/// last one computes everything and stores.
final class Lowering {

    /// A value computed for every parameter.
    ///
    /// @param id     its own name
    /// @param stored the array that keeps it, if any
    private record Element(String id, Optional<String> stored, Expr value) {
    }

    private record Sum(String id, Expr of, int stage, boolean layer) {
    }

    private record Scalar(ScalarAssignment assignment, int stage) {
    }

    private final UpdateRule rule;
    private final Uniformity uniformity;
    private final Set<String> used = new HashSet<>();
    /// What a name of the rule means at this line: an expression over ids.
    private final Map<String, Expr> meaning = new HashMap<>();
    private final Map<String, Level> levels = new HashMap<>();
    private final Map<String, Integer> stages = new HashMap<>();
    private final List<Element> elements = new ArrayList<>();
    private final List<Sum> sums = new ArrayList<>();
    private final List<Scalar> scalars = new ArrayList<>();
    private final Map<Expr, String> hoisted = new HashMap<>();
    private final Map<Expr.Reduce, String> reductions = new HashMap<>();

    private Lowering(UpdateRule rule) {
        this.rule = rule;
        this.uniformity = Uniformity.of(rule);
        for (Statement statement : rule.statements()) {
            used.add(statement.target());
            UpdateRule.value(statement).forEach(value -> used.addAll(Trees.names(value)));
        }
        levels.put(Symbols.THETA, Level.ELEMENT);
        levels.put(Symbols.GRADIENT, Level.ELEMENT);
        uniformity.states().forEach(state -> levels.put(state, Level.ELEMENT));
    }

    static RuleProgram of(UpdateRule rule) {
        Lowering lowering = new Lowering(rule);
        List<ScalarAssignment> initial = new ArrayList<>();
        Optional<String> evaluate = Optional.empty();
        for (Statement statement : rule.statements()) {
            switch (statement) {
                case Statement.Initial s ->
                    initial.add(new ScalarAssignment(s.target(), Simplifier.simplify(s.value()), false));
                case Statement.Remember s -> lowering.define(s.target(), s.value(), lowering.array(s.target()));
                case Statement.Local s -> lowering.define(s.target(), s.value(), Optional.empty());
                case Statement.Evaluate s -> evaluate = Optional.of(s.target()).filter(x -> !x.equals(Symbols.THETA));
            }
        }
        return lowering.program(initial, evaluate);
    }

    private Optional<String> array(String target) {
        return target.equals(Symbols.THETA) || uniformity.states().contains(target) ? Optional.of(target)
                : Optional.empty();
    }

    private void define(String target, Expr value, Optional<String> stored) {
        Expr resolved = Simplifier.simplify(resolve(value));
        Level level = Uniformity.level(resolved, levels);
        if (level == Level.ELEMENT || stored.isPresent()) {
            String id = stored.isPresent() || levels.containsKey(target) || meaning.containsKey(target) ? fresh(target)
                    : target;
            Expr element = element(resolved);
            elements.add(new Element(id, stored, element));
            levels.put(id, Level.ELEMENT);
            stages.put(id, stage(element));
            meaning.put(target, Expr.of(id));
        } else {
            boolean scalarState = uniformity.scalarStates().contains(target);
            String id = scalarState || meaning.containsKey(target) ? fresh(target) : target;
            meaning.put(target, Expr.of(scalar(id, resolved, level)));
        }
    }

    /// The expression over ids: names replaced by what they mean here, norms and sums by the scalars that they become.
    private Expr resolve(Expr expr) {
        if (expr instanceof Expr.Name name) {
            return meaning.getOrDefault(name.id(), expr);
        }
        Expr resolved = Trees.mapChildren(expr, this::resolve);
        return resolved instanceof Expr.Reduce reduce ? reduction(reduce) : resolved;
    }

    private Expr reduction(Expr.Reduce reduce) {
        String known = reductions.get(reduce);
        if (known != null) {
            return Expr.of(known);
        }
        Expr of = Simplifier.simplify(reduce.of());
        if (Uniformity.level(of, levels) != Level.ELEMENT) {
            throw DescentException.usage(rule.name() + ": " + Printer.unicode(reduce)
                    + " sums something that is the same for all parameters, expected an expression in θ, g or a "
                    + "state.");
        }
        boolean norm = reduce.reduction() == Reduction.NORM || reduce.reduction() == Reduction.LAYER_NORM;
        boolean layer = reduce.reduction() == Reduction.LAYER_SUM || reduce.reduction() == Reduction.LAYER_NORM;
        Level level = layer ? Level.LAYER : Level.UNIFORM;
        Expr term = element(norm ? Simplifier.simplify(Expr.of(Op.POW, of, Expr.of(2))) : of);
        String sum = numbered("Σ");
        sums.add(new Sum(sum, term, stage(term), layer));
        stages.put(sum, stage(term) + 1);
        levels.put(sum, level);
        String result = norm ? scalar(numbered("r"), Expr.of(Op.SQRT, Expr.of(sum)), level) : sum;
        reductions.put(reduce, result);
        return Expr.of(result);
    }

    /// An element expression with its uniform parts hoisted.
    private Expr element(Expr expr) {
        if (Uniformity.level(expr, levels) != Level.ELEMENT) {
            return hoist(expr);
        }
        if (expr instanceof Expr.Apply apply && apply.op() == Op.POW && Powers.constantExponent(apply).isEmpty()) {
            throw DescentException.usage(rule.name() + ": " + Printer.unicode(expr)
                    + " has a base that differs from parameter to parameter, expected a whole number or ½ as its "
                    + "power.");
        }
        if (expr instanceof Expr.Apply apply && apply.op() == Op.POW) {
            return Expr.of(Op.POW, element(apply.arguments().getFirst()), apply.arguments().get(1));
        }
        return Trees.mapChildren(expr, this::element);
    }

    private Expr hoist(Expr expr) {
        if (expr instanceof Expr.Constant || expr instanceof Expr.Name) {
            return expr;
        }
        boolean truth = TreeCheck.isTruth(expr);
        Expr number = truth ? new Expr.Conditional(expr, Expr.of(1), Expr.of(0)) : expr;
        String id = hoisted.get(number);
        if (id == null) {
            id = scalar(numbered("c"), number, Uniformity.level(expr, levels));
            hoisted.put(number, id);
        }
        return truth ? Expr.of(Op.NOT_EQUAL, Expr.of(id), Expr.of(0)) : Expr.of(id);
    }

    private String scalar(String id, Expr value, Level level) {
        scalars.add(new Scalar(new ScalarAssignment(id, value, level == Level.LAYER), stage(value)));
        stages.put(id, stage(value));
        levels.put(id, level);
        used.add(id);
        return id;
    }

    /// The pass before which everything that an expression reads is known.
    private int stage(Expr expr) {
        return Trees.names(expr).stream().mapToInt(name -> stages.getOrDefault(name, 0)).max().orElse(0);
    }

    private String fresh(String name) {
        String id = name;
        do {
            id += "′";
        } while (!used.add(id));
        return id;
    }

    private String numbered(String stem) {
        for (int i = 1;; i++) {
            String id = Symbols.canonical(stem + i);
            if (used.add(id)) {
                return id;
            }
        }
    }

    private RuleProgram program(List<ScalarAssignment> initial, Optional<String> evaluate) {
        int last = Math.max(scalars.stream().mapToInt(Scalar::stage).max().orElse(0),
                elements.stream().mapToInt(e -> stages.getOrDefault(e.id(), 0)).max().orElse(0));
        List<Pass> passes = new ArrayList<>();
        for (int stage = 0; stage <= last; stage++) {
            int now = stage;
            List<ScalarAssignment> ready = scalars.stream().filter(s -> s.stage() == now).map(Scalar::assignment)
                    .toList();
            List<Sum> taken = sums.stream().filter(s -> s.stage() == now).toList();
            Loop loop = stage < last ? sumLoop(stage, taken) : storeLoop();
            Set<String> layerSums = new LinkedHashSet<>();
            taken.stream().filter(Sum::layer).forEach(s -> layerSums.add(s.id()));
            passes.add(new Pass(ready, loop, layerSums));
        }
        List<ScalarAssignment> commit = uniformity.scalarStates().stream()
                .map(state -> new ScalarAssignment(state, meaning.getOrDefault(state, Expr.of(state)), false)).toList();
        return new RuleProgram(rule.name(), uniformity.states(), uniformity.scalarStates(), initial, passes, commit,
                evaluate);
    }

    /// An earlier pass: only what its sums need, nothing stored.
    private Loop sumLoop(int stage, List<Sum> taken) {
        Set<String> needed = new HashSet<>();
        taken.forEach(sum -> needed.addAll(Trees.names(sum.of())));
        for (Element element : elements.reversed()) {
            if (needed.contains(element.id())) {
                needed.addAll(Trees.names(element.value()));
            }
        }
        List<Loop.Assignment> body = elements.stream().filter(e -> needed.contains(e.id()))
                .map(e -> new Loop.Assignment(e.id(), e.value())).toList();
        return loop(rule.name() + " pass " + (stage + 1), body,
                taken.stream().map(s -> new Loop.Sum(s.id(), s.of())).toList());
    }

    /// The last pass: everything, in place. A line reads the newest value, so the new one may take the old one's name.
    private Loop storeLoop() {
        Map<String, Expr> places = new LinkedHashMap<>();
        List<Loop.Assignment> body = new ArrayList<>();
        Set<String> needed = new HashSet<>();
        for (Element element : elements.reversed()) {
            if (element.stored().isPresent() || needed.contains(element.id())) {
                needed.add(element.id());
                needed.addAll(Trees.names(element.value()));
            }
        }
        for (Element element : elements) {
            if (needed.contains(element.id())) {
                body.add(new Loop.Assignment(element.stored().orElse(element.id()),
                        Names.replace(element.value(), places)));
                element.stored().ifPresent(array -> places.put(element.id(), Expr.of(array)));
            }
        }
        return loop(rule.name(), body, List.of());
    }

    private Loop loop(String name, List<Loop.Assignment> body, List<Loop.Sum> sums) {
        List<String> arrays = new ArrayList<>(List.of(Symbols.THETA, Symbols.GRADIENT));
        arrays.addAll(uniformity.states());
        Set<String> read = new LinkedHashSet<>();
        body.forEach(assignment -> read.addAll(Trees.names(assignment.value())));
        sums.forEach(sum -> read.addAll(Trees.names(sum.of())));
        body.forEach(assignment -> read.remove(assignment.target()));
        read.removeAll(arrays);
        return new Loop(name, arrays, List.copyOf(read), body, sums);
    }
}
