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

    /// An ink that looks the same on both grounds.
    public static Ink of(int rgb) {
        return new Ink(rgb, rgb);
    }
}
