package dev.descent.report;

import java.util.List;

/// A picture before it has a file format: marks in pixels, with the words that stand for it where it cannot be seen.
///
/// @param width       pixels
/// @param height      pixels
/// @param title       what it shows, in a few words
/// @param description what can be seen in it, in a sentence or two
/// @param marks       drawn in this order
public record Scene(double width, double height, String title, String description, List<Mark> marks) {

    /// Keeps its own copy of the list of marks.
    public Scene {
        marks = List.copyOf(marks);
    }
}
