package dev.descent.data;

import java.util.ArrayList;
import java.util.List;

/// How people write the ten digits: for each, a few styles; a style is strokes, a stroke is points that the pen passes.
///
/// Coordinates are in a unit square, x to the right and y down. A stroke runs smoothly through its points; where the
/// pen turns sharply, one stroke ends and the next begins.
final class DigitStrokes {

    /// For each digit its styles.
    private static final String[][] STYLES = {
            // 0: closed, and begun with a small overlap
            {".50 .07 .34 .12 .25 .30 .23 .52 .28 .77 .42 .92 .58 .92 .71 .77 .76 .52 .74 .30 .65 .12 .50 .07",
                    ".60 .10 .42 .08 .27 .27 .24 .55 .32 .82 .50 .93 .68 .82 .76 .55 .72 .28 .58 .12 .46 .14"},
            // 1: a plain line, with a flag, with flag and foot
            {".52 .07 .51 .35 .50 .65 .49 .93", ".36 .26 .46 .18 .55 .07/.55 .07 .54 .35 .53 .65 .52 .93",
                    ".38 .24 .47 .17 .54 .07/.54 .07 .53 .50 .53 .92/.32 .92 .53 .92 .74 .92"},
            // 2: with a flat foot, with a loop
            {".25 .29 .33 .13 .52 .07 .71 .17 .71 .37 .55 .58 .38 .75 .22 .91/.22 .91 .50 .90 .79 .91",
                    ".26 .24 .40 .09 .62 .10 .72 .27 .62 .50 .42 .72 .26 .86 .25 .94 .36 .90 .46 .84 .62 .92 .80 .84"},
            // 3: round, with a flat top
            {".25 .18 .42 .07 .63 .11 .69 .26 .60 .40 .42 .46/.42 .46 .62 .50 .74 .65 .69 .84 .49 .94 .24 .85",
                    ".26 .10 .48 .09 .72 .10/.72 .10 .58 .27 .44 .42/.44 .42 .64 .47 .74 .64 .69 .84 .48 .93 .25 .85"},
            // 4: open, closed
            {".34 .08 .29 .32 .23 .56/.23 .56 .50 .57 .80 .55/.65 .30 .63 .60 .61 .94",
                    ".62 .07 .42 .33 .20 .62/.20 .62 .50 .63 .80 .62/.62 .07 .61 .50 .60 .94"},
            // 5: roof first, and in one go
            {".34 .10 .32 .28 .29 .45/.29 .45 .48 .39 .68 .47 .74 .66 .66 .85 .46 .94 .24 .85/.34 .10 .52 .09 .72 .09",
                    ".70 .10 .50 .09 .36 .11/.36 .11 .33 .28 .31 .42"
                            + "/.31 .42 .50 .41 .69 .52 .71 .72 .58 .90 .38 .93 .24 .84"},
            // 6: a leaning line with a bowl, and with a curled start
            {".63 .07 .46 .22 .32 .46 .27 .70 .36 .90 .54 .93 .70 .81 .70 .64 .56 .54 .40 .58 .29 .72",
                    ".70 .16 .58 .07 .42 .18 .29 .44 .26 .70 .36 .91 .55 .92 .71 .76 .64 .57 .46 .54 .30 .68"},
            // 7: plain, with a bar, with a hook
            {".22 .11 .50 .11 .77 .10/.77 .10 .64 .38 .53 .66 .44 .94",
                    ".23 .12 .50 .11 .76 .10/.76 .10 .63 .40 .52 .68 .44 .94/.38 .52 .54 .51 .70 .50",
                    ".22 .24 .24 .11 .50 .12 .77 .09/.77 .09 .62 .32 .50 .62 .45 .94"},
            // 8: in one go, and as two rings
            {".66 .20 .52 .07 .36 .12 .32 .27 .45 .42 .62 .56 .72 .74 .61 .91 .42 .92 .29 .77 .36 .58 .55 .43 .68 .28 "
                    + ".66 .20",
                    ".50 .07 .35 .14 .33 .31 .50 .43 .67 .31 .65 .14 .50 .07/"
                            + ".50 .43 .32 .53 .27 .74 .39 .91 .61 .91 .73 .74 .68 .53 .50 .43"},
            // 9: with a curved tail, with a straight stem
            {".69 .26 .57 .42 .40 .44 .29 .31 .34 .14 .50 .07 .65 .13 .70 .28/.70 .28 .69 .55 .63 .76 .50 .92 .34 .90",
                    ".68 .22 .53 .09 .36 .14 .29 .31 .40 .45 .56 .41 .68 .24/.68 .12 .66 .50 .63 .94"}};

    /// Points of a segment of the curve between two given ones.
    private static final int STEPS = 5;

    private static final List<List<List<double[][]>>> PARSED = parse();

    private DigitStrokes() {
    }

    /// In how many styles a digit is written.
    static int styles(int digit) {
        return PARSED.get(digit).size();
    }

    /// The strokes of a style: for each stroke its points, each (x, y). Not to be changed.
    static List<double[][]> of(int digit, int style) {
        return PARSED.get(digit).get(style);
    }

    /// A smooth curve through points (Catmull and Rom 1974): passes all of them, its direction at each is that from the
    /// point before to the point after.
    ///
    /// @param points (k, 2), k at least 2
    /// @return (STEPS·(k − 1) + 1, 2)
    static double[][] curve(double[][] points) {
        int k = points.length;
        double[][] curve = new double[STEPS * (k - 1) + 1][2];
        for (int i = 0; i + 1 < k; i++) {
            double[] before = points[Math.max(0, i - 1)];
            double[] after = points[Math.min(k - 1, i + 2)];
            for (int step = 0; step < STEPS; step++) {
                double s = (double) step / STEPS;
                for (int c = 0; c < 2; c++) {
                    double a = points[i][c];
                    double b = points[i + 1][c];
                    double slope = b - before[c];
                    double bend = 2 * before[c] - 5 * a + 4 * b - after[c];
                    double twist = -before[c] + 3 * a - 3 * b + after[c];
                    curve[STEPS * i + step][c] = a + 0.5 * s * (slope + s * (bend + s * twist));
                }
            }
        }
        curve[curve.length - 1] = points[k - 1].clone();
        return curve;
    }

    private static List<List<List<double[][]>>> parse() {
        List<List<List<double[][]>>> digits = new ArrayList<>();
        for (String[] styles : STYLES) {
            List<List<double[][]>> parsed = new ArrayList<>();
            for (String style : styles) {
                List<double[][]> strokes = new ArrayList<>();
                for (String stroke : style.split("/")) {
                    String[] words = stroke.split(" ");
                    double[][] points = new double[words.length / 2][2];
                    for (int i = 0; i < words.length; i++) {
                        points[i / 2][i % 2] = Double.parseDouble(words[i]);
                    }
                    strokes.add(points);
                }
                parsed.add(strokes);
            }
            digits.add(parsed);
        }
        return digits;
    }
}
