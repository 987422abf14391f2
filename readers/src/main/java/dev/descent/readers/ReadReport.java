package dev.descent.readers;

import java.util.List;

/// What was found in a file while reading it.
///
/// @param file      the file's name
/// @param delimiter what separates cells
/// @param header    whether the first line named the columns
/// @param rows      how many rows of data
/// @param columns   how many columns
/// @param missing   how many cells are empty, by any of the marks
/// @param marks     the marks of missing cells that occurred: an empty text, `NA`, `NaN`, `null`, `?`
/// @param notes     sentences for people: what was guessed and could be wrong
public record ReadReport(String file, char delimiter, boolean header, int rows, int columns, long missing,
        List<String> marks, List<String> notes) {

    /// Copies the lists.
    public ReadReport {
        marks = List.copyOf(marks);
        notes = List.copyOf(notes);
    }
}
