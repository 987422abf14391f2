package dev.descent.readers;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a person knows about a CSV file; the rest is found from its first lines.
///
/// @param delimiter   what separates cells; null means: find out among comma, semicolon, tab and pipe
/// @param header      whether the first line names the columns; null means: find out
/// @param comments    whether lines that begin with `#` are left out
/// @param categorical columns to read as text even where cells look like numbers
/// @param used        columns that matter; a bad number elsewhere is read as text. Null means all
/// @param floatRange  whether numbers beyond the range of float are errors, as they are for training
public record CsvOptions(@Nullable Character delimiter, @Nullable Boolean header, boolean comments,
        Set<String> categorical, @Nullable Set<String> used, boolean floatRange) {

    /// Everything is found out.
    public static final CsvOptions DEFAULT = new CsvOptions(null, null, false, Set.of(), null, true);

    /// Copies the sets.
    public CsvOptions {
        categorical = Set.copyOf(categorical);
        used = used == null ? null : Set.copyOf(used);
    }

    /// With these columns read as text.
    public CsvOptions withCategorical(Set<String> names) {
        return new CsvOptions(delimiter, header, comments, names, used, floatRange);
    }

    /// With only these columns mattering; null means all.
    public CsvOptions withUsed(@Nullable Set<String> names) {
        return new CsvOptions(delimiter, header, comments, categorical, names, floatRange);
    }

    /// With lines that begin with `#` left out.
    public CsvOptions withComments(boolean on) {
        return new CsvOptions(delimiter, header, on, categorical, used, floatRange);
    }

    /// With or without a header; null means: find out.
    public CsvOptions withHeader(@Nullable Boolean known) {
        return new CsvOptions(delimiter, known, comments, categorical, used, floatRange);
    }

    /// With this delimiter; null means: find out.
    public CsvOptions withDelimiter(@Nullable Character known) {
        return new CsvOptions(known, header, comments, categorical, used, floatRange);
    }

    /// With numbers up to the range of double.
    public CsvOptions withFloatRange(boolean on) {
        return new CsvOptions(delimiter, header, comments, categorical, used, on);
    }
}
