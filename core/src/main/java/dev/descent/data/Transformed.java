package dev.descent.data;

import java.util.List;

/// Prepared rows, and what was met on the way.
///
/// @param examples the numbers
/// @param notes    sentences for people: ignored columns, unknown categories and how often; empty where all was known
public record Transformed(Examples examples, List<String> notes) {

    /// Copies the notes.
    public Transformed {
        notes = List.copyOf(notes);
    }
}
