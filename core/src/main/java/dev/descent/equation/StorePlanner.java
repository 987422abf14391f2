package dev.descent.equation;

import dev.descent.equation.Lowering.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Decides which pass stores what.
///
/// The last pass can always store everything, since all is known there. An earlier one may store what is complete by
/// then, and where no later pass asks for the gradient it may hand one value on in the gradient's array. Either saves the
/// later passes the way to it: LAMB's second pass then reads θ and the direction instead of everything.
///
/// One thing decides what is allowed: whoever reads an array's old value must find it, so an array is overwritten by no
/// earlier pass than the last one that reads what it held. Of what is allowed the cheapest is taken, and of equals what
/// stores latest. None of it changes a bit: a number that is stored and read is the number that was computed.
final class StorePlanner {

    /// What a division, a root or a function costs, in bytes moved: as much as a float. Where memory is fast for the cores
    /// that share it a division costs more, where many cores wait for one memory less.
    private static final int BYTES_OF_SLOW_OPERATION = Float.BYTES;

    private final ElementLoops loops;
    private final Lowering lowering;
    private final int lastPass;

    StorePlanner(ElementLoops loops, Lowering lowering) {
        this.loops = loops;
        this.lowering = lowering;
        lastPass = loops.passes() - 1;
    }

    /// The cheapest choice.
    Stores plan() {
        Stores late = new Stores(late());
        if (lastPass == 0) {
            return late;
        }
        return Stream.of(late, allowed(new Stores(computedAnyway(late))), allowed(new Stores(early())))
                .flatMap(stores -> Stream.concat(Stream.of(stores), handingOn(stores).stream()))
                .min(Comparator.comparingInt(this::cost)).orElseThrow();
    }

    private Map<String, Integer> late() {
        Map<String, Integer> passOf = new LinkedHashMap<>();
        loops.last().keySet().forEach(array -> passOf.put(array, lastPass));
        return passOf;
    }

    /// Everything as soon as it is known.
    private Map<String, Integer> early() {
        Map<String, Integer> passOf = new LinkedHashMap<>();
        loops.last().forEach((array, id) -> passOf.put(array, lowering.stage(id)));
        return passOf;
    }

    /// Everything by the first pass that computes it for its sums.
    private Map<String, Integer> computedAnyway(Stores late) {
        Map<String, Integer> passOf = late();
        for (int pass = lastPass - 1; pass >= 0; pass--) {
            Set<String> needed = loops.needed(late, pass);
            for (Map.Entry<String, String> entry : loops.last().entrySet()) {
                if (needed.contains(entry.getValue())) {
                    passOf.put(entry.getKey(), pass);
                }
            }
        }
        return passOf;
    }

    /// The same with every array stored as late as somebody reads what it held before.
    private Stores allowed(Stores wanted) {
        for (int pass = 0; pass <= lastPass; pass++) {
            for (String name : loops.needed(wanted, pass)) {
                if (wanted.overwritten(name, pass)) {
                    return allowed(wanted.with(name, pass));
                }
            }
        }
        return wanted;
    }

    /// The same with one of the values that more than one pass computes handed on, each in turn, where no later pass reads
    /// the gradient.
    private List<Stores> handingOn(Stores stores) {
        List<Stores> choices = new ArrayList<>();
        for (int pass = 0; pass < lastPass; pass++) {
            Set<String> computed = loops.needed(stores, pass);
            for (Value element : loops.elements()) {
                if (computed.contains(element.id()) && element.stored().isEmpty()) {
                    Stores handing = stores.handingOn(element.id(), pass);
                    if (neededAfter(pass, element.id(), handing) && !neededAfter(pass, Symbols.GRADIENT, handing)) {
                        choices.add(handing);
                    }
                }
            }
        }
        return choices;
    }

    private boolean neededAfter(int pass, String name, Stores stores) {
        for (int later = pass + 1; later <= lastPass; later++) {
            if (loops.needed(stores, later).contains(name)) {
                return true;
            }
        }
        return false;
    }

    /// Of all passes together, per parameter.
    private int cost(Stores stores) {
        int cost = 0;
        for (Loop loop : loops.loops(stores)) {
            long moved = Stream.concat(loop.reads().stream(), loop.writes().stream()).filter(loops::isWhole).count();
            cost += (int) moved * Float.BYTES + loop.slowOperations() * BYTES_OF_SLOW_OPERATION;
        }
        return cost;
    }
}
