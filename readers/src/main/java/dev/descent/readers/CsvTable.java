package dev.descent.readers;

import dev.descent.data.Table;

/// A table read from a file, and what was found on the way.
public record CsvTable(Table table, ReadReport report) {
}
