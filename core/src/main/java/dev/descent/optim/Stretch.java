package dev.descent.optim;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Parameters that lie together, belong to one layer and share their settings: a layer's weights, or its biases.
///
/// @param layer   counted from 0, ascending
/// @param from    the first parameter, padding included
/// @param to      behind the last
/// @param changes settings that differ from the optimizer's, by option
public record Stretch(int layer, int from, int to, Map<String, Double> changes) {

    public Stretch {
        changes = Map.copyOf(changes);
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("from " + from + " to " + to);
        }
    }

    /// Each layer one stretch, without changes.
    ///
    /// @param n           how many parameters
    /// @param layerStarts index of each layer's first parameter, ascending from 0
    static List<Stretch> layers(int n, int... layerStarts) {
        return IntStream.range(0, layerStarts.length)
                .mapToObj(l -> new Stretch(l, layerStarts[l], l + 1 < layerStarts.length ? layerStarts[l + 1] : n,
                        Map.of()))
                .toList();
    }
}
