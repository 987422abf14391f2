package dev.descent.equation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Which pass stores what.
///
/// @param passOf   for θ and every state that changes, by name, the pass that stores its new value
/// @param handedOn a value that goes to the later passes in the gradient's array, if any
record Stores(Map<String, Integer> passOf, Optional<HandedOn> handedOn) {

    /// A value with its own name.
    ///
    /// @param pass the one that computes it and overwrites the gradient with it
    record HandedOn(String id, int pass) {

        boolean before(int later) {
            return pass < later;
        }
    }

    Stores {
        passOf = Map.copyOf(passOf);
    }

    Stores(Map<String, Integer> passOf) {
        this(passOf, Optional.empty());
    }

    /// Whether an array no longer holds what it did before the update when a pass begins.
    boolean overwritten(String array, int pass) {
        return array.equals(Symbols.GRADIENT) ? handedOn.filter(h -> h.before(pass)).isPresent()
                : passOf.getOrDefault(array, pass) < pass;
    }

    boolean stores(String array, int pass) {
        return passOf.getOrDefault(array, -1) == pass;
    }

    /// The same but for one array.
    Stores with(String array, int pass) {
        Map<String, Integer> changed = new LinkedHashMap<>(passOf);
        changed.put(array, pass);
        return new Stores(changed, handedOn);
    }

    Stores handingOn(String id, int pass) {
        return new Stores(passOf, Optional.of(new HandedOn(id, pass)));
    }
}
