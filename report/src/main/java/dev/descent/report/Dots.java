package dev.descent.report;

/// A grid of character cells on which lines are drawn: eight Braille dots to a cell, or one letter to a cell.
/// Each cell remembers which curve touched it last.
final class Dots {

    /// Braille's dot numbering: bits of the left column from top to bottom, then of the right one.
    private static final int[][] BITS = {{0x01, 0x02, 0x04, 0x40}, {0x08, 0x10, 0x20, 0x80}};
    private static final int BRAILLE = 0x2800;

    private final int[][] bits;
    private final int[][] owner;
    private final String[][] letters;
    private final int across;
    private final int down;

    Dots(int columns, int rows, boolean braille) {
        bits = new int[rows][columns];
        owner = new int[rows][columns];
        letters = new String[rows][columns];
        across = braille ? 2 : 1;
        down = braille ? 4 : 1;
    }

    /// Dots per row.
    int width() {
        return bits[0].length * across;
    }

    /// Dots per column.
    int height() {
        return bits.length * down;
    }

    /// A straight line of dots (Bresenham, 1965); what lies outside is not drawn.
    void line(int x1, int y1, int x2, int y2, int curve) {
        int dx = Math.abs(x2 - x1);
        int dy = -Math.abs(y2 - y1);
        int error = dx + dy;
        int x = x1;
        int y = y1;
        while (true) {
            dot(x, y, curve);
            if (x == x2 && y == y2) {
                return;
            }
            int twice = 2 * error;
            if (twice >= dy) {
                error += dy;
                x += x1 < x2 ? 1 : -1;
            }
            if (twice <= dx) {
                error += dx;
                y += y1 < y2 ? 1 : -1;
            }
        }
    }

    private void dot(int x, int y, int curve) {
        if (x >= 0 && y >= 0 && x < width() && y < height()) {
            bits[y / down][x / across] |= BITS[x % across][y % down];
            owner[y / down][x / across] = curve;
        }
    }

    /// Puts a sign over the cell of a dot.
    void sign(int x, int y, String sign, int curve) {
        if (x >= 0 && y >= 0 && x < width() && y < height()) {
            letters[y / down][x / across] = sign;
            owner[y / down][x / across] = curve;
        }
    }

    /// Whether a sign is there already.
    boolean signed(int x, int y) {
        return letters[y / down][x / across] != null;
    }

    /// What stands in a cell, a blank if nothing does.
    String cell(int column, int row) {
        String sign = letters[row][column];
        if (sign != null) {
            return sign;
        }
        int set = bits[row][column];
        return set == 0 ? " " : across == 2 ? Character.toString(BRAILLE + set) : letter(owner[row][column]);
    }

    /// Which curve touched a cell last; 0 also where none did.
    int owner(int column, int row) {
        return owner[row][column];
    }

    /// The letter of a curve: a to z, then A to Z, and from the start.
    static String letter(int curve) {
        int k = curve % 52;
        return Character.toString(k < 26 ? 'a' + k : 'A' + k - 26);
    }
}
