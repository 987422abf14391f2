package dev.descent.optim;

import java.util.Map;

/// Parameters that lie together, belong to one layer and share their settings: a layer's weights, or its biases.
///
/// @param layer   counted from 0, ascending
/// @param rows    where they lie
/// @param changes settings that differ from the optimizer's, by option
public record Stretch(int layer, LayerRows rows, Map<String, Double> changes) {

    public Stretch {
        changes = Map.copyOf(changes);
    }

    /// Parameters without padding.
    Stretch(int layer, int from, int to, Map<String, Double> changes) {
        this(layer, LayerRows.plain(from, to - from), changes);
    }

    /// The first parameter.
    int from() {
        return rows.offset();
    }

    /// Behind the last, padding included.
    int to() {
        return rows.offset() + rows.rows() * rows.stride();
    }
}
