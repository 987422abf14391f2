package dev.descent.data;

import java.util.List;
import java.util.Locale;

/// The data sets that come along: generated, seeded, so that everything can be tried without a file.
public enum Bundled {
    /// House-price-like regression: columns of very different scale, a categorical one, missing cells, known noise.
    ROOMS("rooms", "price", 4_000, "house prices from 6 columns of very different scale, with missing cells"),
    /// y = b + w₁x₁ + w₂x₂ where x₂ is a thousand times x₁.
    LINE("line", "y", 1_000, "a plane over two columns, one a thousand times larger"),
    /// Two interleaved half circles.
    MOONS("moons", "class", 1_000, "two interleaved half circles"),
    /// Two arms of a spiral.
    SPIRALS("spirals", "class", 1_000, "two interleaved spirals"),
    /// Handwritten-looking digits of 28×28 grey pixels.
    DIGITS("digits", "label", 60_000, "28×28 grey digits drawn from strokes");

    private final String word;
    private final String target;
    private final int defaultRows;
    private final String summary;

    Bundled(String word, String target, int defaultRows, String summary) {
        this.word = word;
        this.target = target;
        this.defaultRows = defaultRows;
        this.summary = summary;
    }

    /// Its name on the command line.
    public String word() {
        return word;
    }

    /// The column to predict.
    public String target() {
        return target;
    }

    /// How many rows it has unless asked otherwise.
    public int defaultRows() {
        return defaultRows;
    }

    /// One line about it.
    public String summary() {
        return summary;
    }

    /// All names.
    public static List<String> words() {
        return List.of(values()).stream().map(Bundled::word).toList();
    }

    /// The data set of this name.
    ///
    /// @throws dev.descent.common.DescentException of kind USAGE, with the nearest known name
    public static Bundled of(String word) {
        return Words.parse("data set", word, values(), Bundled::word);
    }

    /// Generates it with its default number of rows.
    public Dataset load(long seed) {
        return load(seed, defaultRows);
    }

    /// Generates it. The first rows do not depend on how many there are.
    ///
    /// @param rows how many, at least 1
    public Dataset load(long seed, int rows) {
        return switch (this) {
            case ROOMS -> Rooms.generate(seed, rows);
            case LINE -> Planes.line(seed, rows);
            case MOONS -> Planes.moons(seed, rows);
            case SPIRALS -> Planes.spirals(seed, rows);
            case DIGITS -> Digits.generate(seed, rows);
        };
    }

    /// Sentences about what can be known of it, such as the best R² that anybody can reach.
    public List<String> facts(long seed) {
        if (this != ROOMS) {
            return List.of();
        }
        Rooms.Ceilings ceilings = Rooms.ceilings(seed);
        return List
                .of(String.format(Locale.ROOT,
                        "generated with known noise: no model can exceed R² %.3f with every cell "
                                + "present, %.3f with the missing cells",
                        ceilings.complete(), ceilings.missingCells()));
    }
}
