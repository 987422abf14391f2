package dev.descent.report;

/// A colour by its role, once for a light ground and once for a dark one (both 0xRRGGBB).
///
/// @param light on white
/// @param dark  on #14181c
public record Ink(int light, int dark) {

    /// The ground of a picture.
    public static final Ink GROUND = new Ink(0xffffff, 0x14181c);
    /// Titles and direct labels of things that have no colour of their own.
    public static final Ink TEXT = new Ink(0x1c2430, 0xe6eaee);
    /// Tick labels and captions.
    public static final Ink QUIET = new Ink(0x56616d, 0xa3adb8);
    /// Axis lines and ticks.
    public static final Ink AXIS = new Ink(0x9aa5b0, 0x5c6772);
    /// Grid lines.
    public static final Ink GRID = new Ink(0xe6eaee, 0x262d35);
    /// The one loud thing on a relief.
    public static final Ink PATH = new Ink(0xe8590c, 0xff7a2f);
    /// The ring around a minimum.
    public static final Ink MINIMUM = new Ink(0x3f5b75, 0x9fc0de);

    /// Lines of equal loss.
    public static final Ink RELIEF_LINE = new Ink(0xaec0ce, 0x435667);
    /// The values written on them.
    public static final Ink RELIEF_VALUE = new Ink(0x5f7385, 0x93a6b8);
    /// The ground where the loss is lowest.
    public static final Ink RELIEF_LOW = new Ink(0xf7f9fb, 0x1a2129);
    /// The ground where it is highest.
    public static final Ink RELIEF_HIGH = new Ink(0xd9e1e8, 0x2d3a47);

    private static final double READABLE = 4.5;

    /// For words in a line's colour: that colour, darker on white and lighter on dark by as little as letters need for
    /// a contrast of 4.5, where 3 is enough for the line.
    public Ink readable() {
        return new Ink(readable(light, GROUND.light, 0x000000), readable(dark, GROUND.dark, 0xffffff));
    }

    private static int readable(int rgb, int ground, int towards) {
        int hundredths = 0;
        int mixed = rgb;
        while (contrast(mixed, ground) < READABLE) {
            hundredths++;
            mixed = 0;
            for (int shift = 16; shift >= 0; shift -= 8) {
                int own = rgb >> shift & 0xff;
                mixed |= own + ((towards >> shift & 0xff) - own) * hundredths / 100 << shift;
            }
        }
        return mixed;
    }

    /// WCAG 2.2's contrast ratio of two colours, 1 to 21.
    static double contrast(int one, int other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(int rgb) {
        return 0.2126 * linear(rgb >> 16 & 0xff) + 0.7152 * linear(rgb >> 8 & 0xff) + 0.0722 * linear(rgb & 0xff);
    }

    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : StrictMath.pow((c + 0.055) / 1.055, 2.4);
    }

    /// An ink that looks the same on both grounds.
    public static Ink of(int rgb) {
        return new Ink(rgb, rgb);
    }
}
