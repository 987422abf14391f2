package dev.descent.equation;

import dev.descent.equation.Lowering.Gather;
import dev.descent.equation.Lowering.Value;
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
import java.util.stream.Stream;

/// The loops over all parameters, a pass each: what its sums need and what it stores. What an earlier pass has stored is
/// read, all else is computed anew.
final class ElementLoops {

    private final String rule;
    private final Lowering lowering;
    private final int passes;
    private final List<Value> elements;
    /// The last value that the rule gives each array, by the array's name.
    private final Map<String, String> last = new LinkedHashMap<>();

    /// @param rule   its name
    /// @param passes how many
    ElementLoops(String rule, Lowering lowering, int passes) {
        this.rule = rule;
        this.lowering = lowering;
        this.passes = passes;
        elements = lowering.values.stream().filter(v -> v.level() == Level.ELEMENT).toList();
        elements.forEach(element -> element.stored().ifPresent(array -> last.put(array, element.id())));
    }

    int passes() {
        return passes;
    }

    /// The values that are computed for each parameter, in the order of the rule's lines.
    List<Value> elements() {
        return elements;
    }

    /// The last value that the rule gives θ and each state, by name.
    Map<String, String> last() {
        return last;
    }

    /// Whether an array has a value per parameter, which moves through memory; the others stay in the cache.
    boolean isWhole(String array) {
        return lowering.levels.get(array) == Level.ELEMENT;
    }

    /// All passes' loops.
    List<Loop> loops(Stores stores) {
        List<Loop> loops = new ArrayList<>();
        for (int pass = 0; pass < passes; pass++) {
            loops.add(loop(stores, pass));
        }
        return loops;
    }

    /// The names of all that a pass reads or computes. An array's name stands for what it held before the update.
    Set<String> needed(Stores stores, int pass) {
        Set<String> needed = new HashSet<>();
        gathers(pass).forEach(gather -> needed.addAll(Trees.names(gather.of())));
        last.forEach((array, id) -> {
            if (stores.stores(array, pass)) {
                needed.add(id);
            }
        });
        stores.handedOn().filter(handed -> handed.pass() == pass).ifPresent(handed -> needed.add(handed.id()));
        for (Value element : elements.reversed()) {
            if (needed.contains(element.id()) && place(element, stores, pass).isEmpty()) {
                needed.addAll(Trees.names(element.value()));
            }
        }
        return needed;
    }

    /// The array in which a pass finds a value that an earlier one has computed.
    Optional<String> place(Value element, Stores stores, int pass) {
        if (stores.handedOn().filter(h -> h.before(pass) && h.id().equals(element.id())).isPresent()) {
            return Optional.of(Symbols.GRADIENT);
        }
        return element.stored().filter(array -> element.id().equals(last.get(array)))
                .filter(array -> stores.overwritten(array, pass));
    }

    private List<Gather> gathers(int pass) {
        return pass == passes - 1 ? List.of()
                : lowering.gathers.stream().filter(g -> g.stage() == pass && g.over() == Level.ELEMENT).toList();
    }

    /// In the order of the rule's lines. A line reads the newest value, so the new one may take the old one's name.
    private Loop loop(Stores stores, int pass) {
        Set<String> needed = needed(stores, pass);
        Map<String, Expr> places = new HashMap<>();
        List<Loop.Assignment> body = new ArrayList<>();
        List<Loop.Sum> sums = new ArrayList<>();
        List<String> written = new ArrayList<>();
        for (int at = 0; at <= lowering.values.size(); at++) {
            for (Gather gather : gathers(pass)) {
                if (gather.at() == at) {
                    Expr of = Names.replace(gather.of(), places);
                    switch (gather.to()) {
                        case COLUMN, ELEMENT -> {
                            body.add(new Loop.Assignment(gather.source(), of));
                            written.add(gather.source());
                        }
                        case UNIFORM, LAYER, MATRIX, ROW -> sums.add(new Loop.Sum(gather.source(),
                                sumTerm(gather, of, behind(at, stores, pass, needed), body)));
                    }
                }
            }
            if (at < lowering.values.size() && lowering.values.get(at).level() == Level.ELEMENT
                    && needed.contains(lowering.values.get(at).id())) {
                add(lowering.values.get(at), stores, pass, places, body);
            }
        }
        stores.handedOn().filter(handed -> handed.pass() == pass).ifPresent(
                handed -> body.add(new Loop.Assignment(Symbols.GRADIENT, Expr.of(handed.id()))));
        String name = pass == passes - 1 ? rule : rule + " pass " + (pass + 1);
        return elementLoop(name, body, sums, written);
    }

    private void add(Value element, Stores stores, int pass, Map<String, Expr> places, List<Loop.Assignment> body) {
        Optional<String> found = place(element, stores, pass);
        if (found.isPresent() && element.stored().isPresent()) {
            places.put(element.id(), Expr.of(found.get()));
            return;
        }
        Optional<String> stored = element.stored().filter(array -> stores.stores(array, pass));
        body.add(new Loop.Assignment(stored.orElse(element.id()),
                found.<Expr>map(Expr::of).orElseGet(() -> Names.replace(element.value(), places))));
        stored.ifPresent(array -> places.put(element.id(), Expr.of(array)));
    }

    /// The arrays that a pass overwrites once the first `at` values are computed.
    private Set<String> behind(int at, Stores stores, int pass, Set<String> needed) {
        Set<String> behind = new HashSet<>();
        lowering.values.stream().skip(at).filter(value -> needed.contains(value.id()))
                .forEach(value -> value.stored().filter(array -> stores.stores(array, pass)).ifPresent(behind::add));
        stores.handedOn().filter(handed -> handed.pass() == pass).ifPresent(_ -> behind.add(Symbols.GRADIENT));
        return behind;
    }

    /// Sums are taken after the body: where they read what that overwrites behind their line, they need a local.
    private static Expr sumTerm(Gather gather, Expr of, Set<String> behind, List<Loop.Assignment> body) {
        if (Trees.names(of).stream().noneMatch(behind::contains)) {
            return of;
        }
        body.add(new Loop.Assignment(gather.term(), of));
        return Expr.of(gather.term());
    }

    /// A loop over all parameters.
    ///
    /// @param written arrays that it writes beside θ, g and the states
    private Loop elementLoop(String name, List<Loop.Assignment> body, List<Loop.Sum> sums, List<String> written) {
        Set<String> arrays = new LinkedHashSet<>(List.of(Symbols.THETA, Symbols.GRADIENT));
        arrays.addAll(lowering.uniformity.states());
        Set<String> computed = new HashSet<>();
        elements.forEach(element -> computed.add(element.id()));
        Stream.concat(body.stream().map(Loop.Assignment::value), sums.stream().map(Loop.Sum::of))
                .flatMap(value -> Trees.names(value).stream())
                .filter(id -> lowering.levels.get(id) == Level.COLUMN
                        || lowering.levels.get(id) == Level.ELEMENT && !computed.contains(id))
                .forEach(arrays::add);
        arrays.addAll(written);
        return PassBuilder.loop(name, List.copyOf(arrays), body, sums);
    }
}
