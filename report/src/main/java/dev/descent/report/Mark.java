package dev.descent.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a [Scene] is made of. Coordinates are pixels, y downwards. Arrays are not copied and must not change.
public sealed interface Mark {

    /// Width in pixels of the stroke that makes a text's halo.
    double HALO = 3.5;

    /// Where a text stands relative to its point.
    enum Anchor {
        /// The text begins at the point.
        START,
        /// The text is centred on the point.
        MIDDLE,
        /// The text ends at the point.
        END
    }

    /// The form of a [Symbol].
    enum Shape {
        /// A filled disc.
        DISC,
        /// An open circle.
        RING,
        /// Two crossed strokes: where a run left the finite numbers.
        CROSS,
        /// A filled four-pointed star.
        STAR
    }

    /// How a line is drawn.
    ///
    /// @param ink     colour
    /// @param width   pixels
    /// @param dash    lengths of strokes and gaps in pixels, empty for a solid line
    /// @param opacity 0 to 1
    record Stroke(Ink ink, double width, List<Double> dash, double opacity) {

        /// A solid, opaque stroke.
        public static Stroke solid(Ink ink, double width) {
            return new Stroke(ink, width, List.of(), 1);
        }
    }

    /// An open line through points.
    record Line(double[] x, double[] y, Stroke stroke) implements Mark {
    }

    /// A filled area of one or more rings; a point is inside when an odd number of rings holds it.
    record Area(List<double[]> ringsX, List<double[]> ringsY, Ink fill, double opacity) implements Mark {
    }

    /// A text; `y` is its baseline.
    ///
    /// @param size  font size in pixels
    /// @param angle degrees, clockwise, around the point
    /// @param halo  a ring of this ink around the letters that keeps them readable on lines, or null
    record Text(String text, double x, double y, double size, boolean bold, Anchor anchor, double angle, Ink ink,
            @Nullable Ink halo) implements Mark {
    }

    /// A marker of a given radius.
    record Symbol(Shape shape, double x, double y, double radius, Ink ink, @Nullable Ink casing) implements Mark {
    }

    /// Marks of which only what lies in the rectangle is seen.
    record Clip(double x, double y, double width, double height, List<Mark> marks) implements Mark {
    }

    /// Nothing to see: a spot that shows `text` when a pointer rests on it, in pages.
    record Hover(double x, double y, double radius, String text) implements Mark {
    }

    /// A cross's two strokes, each as its x and y coordinates.
    static double[][][] cross(Symbol at) {
        double r = at.radius();
        return new double[][][] {{{at.x() - r, at.x() + r}, {at.y() - r, at.y() + r}},
                {{at.x() - r, at.x() + r}, {at.y() + r, at.y() - r}}};
    }

    /// A four-pointed star's ring: its x and y coordinates.
    static double[][] star(Symbol at, double radius) {
        double inner = radius * 0.34;
        double d = inner * Math.sqrt(0.5);
        return new double[][] {
                {at.x(), at.x() + d, at.x() + radius, at.x() + d, at.x(), at.x() - d, at.x() - radius, at.x() - d},
                {at.y() - radius, at.y() - d, at.y(), at.y() + d, at.y() + radius, at.y() + d, at.y(), at.y() - d}};
    }
}
