package dev.descent.optim;

import dev.descent.common.CounterRandom;
import dev.descent.common.CounterRandom.Purpose;
import dev.descent.equation.Loop;
import dev.descent.equation.RuleProgram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// Unit tests for optimizers in the spirit of Schaul, Antonoglou and Silver 2014: small shapes, each at three scales and
/// under five kinds of noise, 100 updates, 5 repetitions, one rate per rule for all of them.
///
/// A cell is two coordinates that count as a layer of their own, so all cells and repetitions run as one array. The
/// progress of a rule in a cell is measured in that of plain gradient descent at its best rate for that very cell.
final class UnitSuite {

    /// What became of a rule in a cell.
    enum Verdict {
        DIVERGED("diverged", "#b2182b"), STUCK("at most a tenth", "#f4a582"),
        UNRELIABLE("fails in over a quarter of the runs", "#fee08b"), SLOW("a tenth to a half", "#d9f0d3"),
        GOOD("a half to twice", "#5aae61"), BETTER("over twice", "#4393c3");

        final String meaning;
        final String colour;

        Verdict(String meaning, String colour) {
            this.meaning = meaning;
            this.colour = colour;
        }
    }

    /// A value and its gradient at two coordinates.
    enum Shape {
        LINE(0, 0) {
            @Override
            double at(double x, double y, double[] g) {
                return set(g, -1, -1, -x - y);
            }
        },
        QUADRATIC(1, -1) {
            @Override
            double at(double x, double y, double[] g) {
                return set(g, x, y, (x * x + y * y) / 2);
            }
        },
        ABSOLUTE(1, -1) {
            @Override
            double at(double x, double y, double[] g) {
                return set(g, Math.signum(x), Math.signum(y), Math.abs(x) + Math.abs(y));
            }
        },
        RELU(1, 0.5) {
            @Override
            double at(double x, double y, double[] g) {
                return set(g, x > 0 ? 1 : 0, y > 0 ? 1 : 0, Math.max(x, 0) + Math.max(y, 0));
            }
        },
        CLIFF(1, 1) {
            @Override
            double at(double x, double y, double[] g) {
                return set(g, cliffSlope(x), cliffSlope(y), cliff(x) + cliff(y));
            }
        },
        RIDGE(1, 0.9) {
            @Override
            double at(double x, double y, double[] g) {
                double across = 25 * (x - y);
                double along = (x + y) / 4;
                return set(g, across + along, along - across, 12.5 * (x - y) * (x - y) + (x + y) * (x + y) / 8);
            }
        },
        GAUSSIAN(2, -2) {
            @Override
            double at(double x, double y, double[] g) {
                double bump = StrictMath.exp(-(x * x + y * y) / 4);
                return set(g, x * bump / 2, y * bump / 2, 1 - bump);
            }
        },
        SADDLE(1, 0.001) {
            @Override
            double at(double x, double y, double[] g) {
                return set(g, x, y * y * y - y, x * x / 2 - y * y / 2 + y * y * y * y / 4);
            }
        };

        final double x;
        final double y;

        Shape(double x, double y) {
            this.x = x;
            this.y = y;
        }

        abstract double at(double x, double y, double[] g);

        private static double set(double[] g, double gx, double gy, double value) {
            g[0] = gx;
            g[1] = gy;
            return value;
        }

        /// Gentle ground, a step ten times its height, a bowl behind it.
        private static double cliff(double x) {
            return x <= 0.4 ? x * x / 2 : x <= 0.5 ? 0.08 + 10 * (x - 0.4) : 1.08 + 0.1 * (x - 0.5);
        }

        private static double cliffSlope(double x) {
            return x <= 0.4 ? x : x <= 0.5 ? 10 : 0.1;
        }
    }

    /// What happens to a gradient on its way to the rule.
    enum Noise {
        NONE, ADDITIVE, MULTIPLICATIVE, MASKED, CAUCHY;

        double on(double gradient, double scale, double gaussian, double uniform) {
            return switch (this) {
                case NONE -> gradient;
                case ADDITIVE -> gradient + 0.5 * scale * gaussian;
                case MULTIPLICATIVE -> gradient * (1 + gaussian);
                case MASKED -> uniform < 0.5 ? gradient : 0;
                case CAUCHY -> gradient + 0.1 * scale * StrictMath.tan(StrictMath.PI * (uniform - 0.5));
            };
        }
    }

    /// Steepness: what value and gradient are multiplied by.
    static final double[] SCALES = {0.1, 1, 10};
    static final int UPDATES = 100;
    static final int REPETITIONS = 5;
    static final int CELLS = Shape.values().length * SCALES.length * Noise.values().length;
    private static final int PAIRS = CELLS * REPETITIONS;

    /// A rule's row of the picture.
    record Row(Optimizer optimizer, double rate, List<Verdict> verdicts) {

        long count(Verdict verdict) {
            return verdicts.stream().filter(v -> v == verdict).count();
        }
    }

    private final float[][] gaussians = new float[UPDATES][2 * PAIRS];
    private final float[][] uniforms = new float[UPDATES][2 * PAIRS];
    private final double[] starts = new double[PAIRS];
    private final double[] reference = new double[CELLS];

    UnitSuite() {
        CounterRandom random = CounterRandom.of(2014, Purpose.TEST);
        for (int u = 0; u < UPDATES; u++) {
            for (int i = 0; i < 2 * PAIRS; i++) {
                gaussians[u][i] = (float) random.gaussian(2L * (u * 2L * PAIRS + i));
                uniforms[u][i] = (float) random.uniform(2L * (u * 2L * PAIRS + i) + 1);
            }
        }
        double[] g = new double[2];
        for (int pair = 0; pair < PAIRS; pair++) {
            starts[pair] = value(pair, shape(pair).x, shape(pair).y, g);
        }
        Arrays.fill(reference, 0);
        for (double rate : new double[] {1e-3, 0.01, 0.03, 0.1, 0.3, 1, 3, 10}) {
            double[][] progress = progress(new Sgd(rate), rate);
            for (int cell = 0; cell < CELLS; cell++) {
                double median = sorted(progress[cell])[REPETITIONS / 2];
                reference[cell] = Double.isFinite(median) ? Math.max(reference[cell], median) : reference[cell];
            }
        }
    }

    /// The verdicts at the one rate of the rule's grid that has most good ones.
    Row row(Optimizer optimizer) {
        Row best = null;
        for (double rate : global(optimizer) ? new double[] {optimizer.lr()} : optimizer.rateGrid()) {
            double[][] progress = progress(optimizer, rate);
            List<Verdict> verdicts = new ArrayList<>();
            for (int cell = 0; cell < CELLS; cell++) {
                verdicts.add(verdict(progress[cell], reference[cell]));
            }
            Row row = new Row(optimizer, rate, verdicts);
            if (best == null || points(row) > points(best)) {
                best = row;
            }
        }
        return Objects.requireNonNull(best);
    }

    private static long points(Row row) {
        return 2 * (row.count(Verdict.GOOD) + row.count(Verdict.BETTER)) + row.count(Verdict.SLOW)
                - row.count(Verdict.DIVERGED);
    }

    private static Verdict verdict(double[] progress, double reference) {
        double[] shares = sorted(Arrays.stream(progress).map(p -> p / reference).toArray());
        long poor = Arrays.stream(shares).filter(s -> s <= 0.1).count();
        double median = shares[REPETITIONS / 2];
        if (Arrays.stream(shares).anyMatch(s -> s < -10)) {
            return Verdict.DIVERGED;
        }
        if (median <= 0.1) {
            return Verdict.STUCK;
        }
        if (4 * poor > REPETITIONS) {
            return Verdict.UNRELIABLE;
        }
        return median <= 0.5 ? Verdict.SLOW : median <= 2 ? Verdict.GOOD : Verdict.BETTER;
    }

    private static double[] sorted(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    /// How far the value fell, for each cell and repetition; −∞ where it is no finite number any more.
    private double[][] progress(Optimizer optimizer, double rate) {
        float[] theta = new float[2 * PAIRS];
        for (int pair = 0; pair < PAIRS; pair++) {
            theta[2 * pair] = (float) shape(pair).x;
            theta[2 * pair + 1] = (float) shape(pair).y;
        }
        float[] end;
        if (global(optimizer)) {
            // Its sums run over all parameters, so each pair needs a run of its own.
            end = new float[2 * PAIRS];
            for (int pair = 0; pair < PAIRS; pair++) {
                float[] own = Arrays.copyOfRange(theta, 2 * pair, 2 * pair + 2);
                System.arraycopy(run(optimizer, rate, own, pair), 0, end, 2 * pair, 2);
            }
        } else {
            end = run(optimizer, rate, theta, 0);
        }
        double[][] progress = new double[CELLS][REPETITIONS];
        double[] g = new double[2];
        for (int pair = 0; pair < PAIRS; pair++) {
            double value = value(pair, end[2 * pair], end[2 * pair + 1], g);
            progress[pair / REPETITIONS][pair % REPETITIONS] = Double.isFinite(value) ? starts[pair] - value
                    : Double.NEGATIVE_INFINITY;
        }
        return progress;
    }

    private static boolean global(Optimizer optimizer) {
        return RuleProgram.of(optimizer.rule()).passes().stream()
                .anyMatch(pass -> pass.loop().sums().stream().map(Loop.Sum::name)
                        .anyMatch(sum -> !pass.layerSums().contains(sum)
                                && pass.taken().stream().noneMatch(taken -> taken.of().equals(sum))));
    }

    private float[] run(Optimizer optimizer, double rate, float[] theta, int firstPair) {
        int pairs = theta.length / 2;
        List<LayerRows> layers = new ArrayList<>();
        for (int pair = 0; pair < pairs; pair++) {
            layers.add(LayerRows.plain(2 * pair, 2));
        }
        OptimizerState state = OptimizerState.ofLayers(optimizer, layers);
        float[] gradient = new float[theta.length];
        double[] g = new double[2];
        for (int u = 0; u < UPDATES; u++) {
            for (int p = 0; p < pairs; p++) {
                int pair = firstPair + p;
                value(pair, theta[2 * p], theta[2 * p + 1], g);
                for (int i = 0; i < 2; i++) {
                    double noisy = noise(pair).on(g[i], scale(pair), gaussians[u][2 * pair + i],
                            uniforms[u][2 * pair + i]);
                    gradient[2 * p + i] = (float) noisy;
                }
            }
            state.begin(rate);
            if (state.needsWholeGradient()) {
                state.updateAll(theta, gradient);
            } else {
                state.update(theta, 0, gradient, 0, theta.length);
            }
        }
        return state.evaluated(theta);
    }

    private static double value(int pair, double x, double y, double[] g) {
        double scale = scale(pair);
        double value = scale * shape(pair).at(x, y, g);
        g[0] *= scale;
        g[1] *= scale;
        return value;
    }

    private static Shape shape(int pair) {
        return Shape.values()[pair / REPETITIONS / (SCALES.length * Noise.values().length)];
    }

    private static double scale(int pair) {
        return SCALES[pair / REPETITIONS / Noise.values().length % SCALES.length];
    }

    private static Noise noise(int pair) {
        return Noise.values()[pair / REPETITIONS % Noise.values().length];
    }

    /// All rows as one picture: a line per rule, a block per shape, in it a group per scale and a cell per noise.
    static String svg(List<Row> rows) {
        int left = 160;
        int top = 34;
        int cell = 7;
        int height = 15;
        int block = SCALES.length * (Noise.values().length * cell + 3) + 9;
        int width = left + Shape.values().length * block + 10;
        int bottom = top + rows.size() * height;
        StringBuilder svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + width + " "
                + (bottom + 50) + "\" font-family=\"sans-serif\" font-size=\"11\">\n"
                + "<title>Optimizers on small shapes: 8 shapes, 3 scales, 5 noises</title>\n"
                + "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        for (Shape shape : Shape.values()) {
            svg.append(text(left + shape.ordinal() * block, 16, shape.name().toLowerCase(java.util.Locale.ROOT)));
            for (int s = 0; s < SCALES.length; s++) {
                svg.append(text(left + shape.ordinal() * block + s * (Noise.values().length * cell + 3), 29,
                        "×" + dev.descent.equation.Printer.number(SCALES[s])));
            }
        }
        for (int r = 0; r < rows.size(); r++) {
            svg.append(text(4, top + r * height + 11, rows.get(r).optimizer().name()));
            for (int c = 0; c < CELLS; c++) {
                int noises = Noise.values().length;
                int x = left + c / (noises * SCALES.length) * block
                        + c / noises % SCALES.length * (noises * cell + 3) + c % noises * cell;
                svg.append("<rect x=\"" + x + "\" y=\"" + (top + r * height) + "\" width=\"" + (cell - 1)
                        + "\" height=\"" + (height - 1) + "\" fill=\"" + rows.get(r).verdicts().get(c).colour
                        + "\"/>\n");
            }
        }
        int x = 4;
        for (Verdict verdict : Verdict.values()) {
            svg.append("<rect x=\"" + x + "\" y=\"" + (bottom + 10) + "\" width=\"10\" height=\"10\" fill=\""
                    + verdict.colour + "\"/>\n" + text(x + 14, bottom + 19, verdict.meaning));
            x += 40 + 6 * verdict.meaning.length();
        }
        svg.append(text(4, bottom + 38, "progress in 100 updates against plain descent at its best rate for the cell; "
                + "from left to right: no noise, additive, multiplicative, half of the gradients masked, Cauchy"));
        return svg.append("</svg>\n").toString();
    }

    private static String text(int x, int y, String text) {
        return "<text x=\"" + x + "\" y=\"" + y + "\">" + text + "</text>\n";
    }
}
