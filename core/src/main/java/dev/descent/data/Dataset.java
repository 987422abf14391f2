package dev.descent.data;

/// Rows as they were read or generated, before preparation.
public sealed interface Dataset permits Table, Images {

    /// A name for people: the file's name or that of the bundled data.
    String name();

    /// N, how many rows.
    int rows();
}
