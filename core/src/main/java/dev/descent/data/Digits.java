package dev.descent.data;

import dev.descent.common.CounterRandom;
import dev.descent.common.CounterRandom.Purpose;
import java.util.List;
import java.util.stream.IntStream;

/// The bundled data set `digits`: grey images of digits that a pen of random habits draws, so that nothing has to be
/// downloaded and rows are never short.
///
/// Each image is a style of its digit, every point of it a little displaced, then sheared, turned, stretched and moved
/// as a whole, drawn with a pen of random width and pressure, with noise inside and at the edge of strokes and a few
/// speckles. The background is exactly 0, about 81% of all pixels, as in scanned digits.
final class Digits {

    private static final int SIDE = 28;

    /// The unit square of a style is drawn this large, in pixels, before it is stretched.
    private static final double BOX = 20;

    /// Ink fainter than this is background.
    private static final double FAINT = 0.1;

    private static final int MOST_SPECKLES = 4;

    private static final List<String> CLASSES = IntStream.range(0, 10).mapToObj(Integer::toString).toList();

    private Digits() {
    }

    /// Draws them, rows in parallel; row i is a function of the seed and i alone.
    static Images generate(long seed, int rows) {
        byte[] pixels = new byte[Math.multiplyExact(rows, SIDE * SIDE)];
        int[] labels = new int[rows];
        IntStream.range(0, rows).parallel().forEach(row -> {
            Draws draws = new Draws(CounterRandom.of(seed, Purpose.DATA, row));
            labels[row] = draws.below(10);
            double[] ink = draw(labels[row], draws);
            for (int i = 0; i < ink.length; i++) {
                pixels[row * SIDE * SIDE + i] = (byte) Math.rint(255 * ink[i]);
            }
        });
        return new Images("digits", SIDE, SIDE, pixels, labels, CLASSES);
    }

    /// Numbers of one image's stream, one after the other.
    private static final class Draws {
        private final CounterRandom random;
        private long next;

        Draws(CounterRandom random) {
            this.random = random;
        }

        int below(int bound) {
            return random.below(next++, bound);
        }

        double between(double low, double high) {
            return low + (high - low) * random.uniform(next++);
        }

        /// Normal, but never further out than 2.5 σ: a pen slips, it does not jump.
        double normal(double sigma) {
            return sigma * Math.clamp(random.gaussian(next++), -2.5, 2.5);
        }
    }

    /// One image: (SIDE, SIDE) row-major, 0 to 1.
    private static double[] draw(int digit, Draws draws) {
        double[] ink = new double[SIDE * SIDE];
        double[] map = hand(draws);
        double radius = draws.between(0.92, 2.05);
        double softness = draws.between(0.5, 0.9);
        double slip = draws.between(0.015, 0.045);
        for (double[][] stroke : DigitStrokes.of(digit, draws.below(DigitStrokes.styles(digit)))) {
            double[][] points = new double[stroke.length][];
            for (int i = 0; i < stroke.length; i++) {
                double x = stroke[i][0] - 0.5 + draws.normal(slip);
                double y = stroke[i][1] - 0.5 + draws.normal(slip);
                points[i] = new double[] {map[0] * x + map[1] * y + map[2], map[3] * x + map[4] * y + map[5]};
            }
            double start = radius * draws.between(0.75, 1.15);
            double end = radius * draws.between(0.75, 1.15);
            double[][] curve = DigitStrokes.curve(points);
            for (int i = 0; i + 1 < curve.length; i++) {
                double width = start + (end - start) * i / curve.length;
                segment(ink, curve[i], curve[i + 1], width, softness);
            }
        }
        dirty(ink, draws);
        return ink;
    }

    /// The affine map of a hand: pixels = map · (x, y, 1), with x and y from the middle of the style's square.
    private static double[] hand(Draws draws) {
        double turn = draws.normal(0.16);
        double shear = draws.normal(0.24) - 0.08;
        double wide = BOX * draws.between(0.65, 1.15);
        double high = BOX * draws.between(0.77, 1.1);
        double cos = StrictMath.cos(turn);
        double sin = StrictMath.sin(turn);
        return new double[] {wide * cos, high * (cos * shear - sin), SIDE / 2.0 + draws.normal(1.1), wide * sin,
                high * (sin * shear + cos), SIDE / 2.0 + draws.normal(1.1)};
    }

    /// Inks the pixels near a piece of a stroke: full within the pen's radius, fading beyond.
    private static void segment(double[] ink, double[] from, double[] to, double radius, double softness) {
        double reach = radius + softness;
        int left = (int) Math.max(0, Math.floor(Math.min(from[0], to[0]) - reach));
        int right = (int) Math.min(SIDE - 1, Math.ceil(Math.max(from[0], to[0]) + reach));
        int top = (int) Math.max(0, Math.floor(Math.min(from[1], to[1]) - reach));
        int bottom = (int) Math.min(SIDE - 1, Math.ceil(Math.max(from[1], to[1]) + reach));
        double dx = to[0] - from[0];
        double dy = to[1] - from[1];
        double length = Math.max(1e-9, dx * dx + dy * dy);
        for (int y = top; y <= bottom; y++) {
            for (int x = left; x <= right; x++) {
                double px = x + 0.5 - from[0];
                double py = y + 0.5 - from[1];
                double along = Math.clamp((px * dx + py * dy) / length, 0, 1);
                double ex = px - along * dx;
                double ey = py - along * dy;
                double distance = Math.sqrt(ex * ex + ey * ey);
                double value = Math.clamp((reach - distance) / (2 * softness), 0, 1);
                ink[y * SIDE + x] = Math.max(ink[y * SIDE + x], value);
            }
        }
    }

    /// Noise where there is ink, most where it is half: paper and scanner. Then a few speckles.
    private static void dirty(double[] ink, Draws draws) {
        double grain = draws.between(0.05, 0.25);
        for (int i = 0; i < ink.length; i++) {
            if (ink[i] > 0) {
                double noisy = ink[i] * (1 - grain * draws.between(0, 1))
                        + draws.normal(0.12) * ink[i] * (1 - ink[i]) * 4;
                ink[i] = noisy < FAINT ? 0 : Math.min(1, noisy);
            }
        }
        int speckles = draws.below(MOST_SPECKLES + 1);
        for (int s = 0; s < speckles; s++) {
            int at = draws.below(ink.length);
            ink[at] = Math.max(ink[at], draws.between(0.1, 0.7));
        }
    }
}
