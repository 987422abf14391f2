package dev.descent.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;

/// Charts and helpers for tests.
final class Scenes {

    private Scenes() {
    }

    /// Every mark, also those in clips.
    static List<Mark> flat(List<Mark> marks) {
        List<Mark> all = new ArrayList<>();
        for (Mark mark : marks) {
            if (mark instanceof Mark.Clip clip) {
                all.addAll(flat(clip.marks()));
            } else {
                all.add(mark);
            }
        }
        return all;
    }

    static List<Mark.Text> texts(Scene scene) {
        return flat(scene.marks()).stream().filter(Mark.Text.class::isInstance).map(Mark.Text.class::cast).toList();
    }

    /// A loss curve that falls from 1 towards `floor`, with noise.
    static Series falling(String name, int points, double floor, Random random) {
        double[] x = new double[points];
        double[][] runs = new double[3][points];
        for (int run = 0; run < 3; run++) {
            double speed = 0.02 + 0.3 * random.nextDouble();
            for (int i = 0; i < points; i++) {
                x[i] = 100.0 * i;
                runs[run][i] = floor + (1 - floor) * Math.exp(-speed * i) * (1 + 0.05 * random.nextGaussian());
            }
        }
        return Series.overSeeds(name, x, runs);
    }

    /// A line chart with a random number of curves, some ending early, some diverging.
    static LineChart losses(Random random) {
        String[] names = {"adam", "rmsprop lr 0.001", "momentum lr 0.08", "sgd", "adagrad lr 0.06", "nesterov", "lion",
                "adamw:decay=0.01", "my own rule"};
        LineChart chart = LineChart.of("Validation loss", "update", "validation loss")
                .size(480 + random.nextInt(500), 300 + random.nextInt(200));
        int curves = 1 + random.nextInt(names.length);
        for (int i = 0; i < curves; i++) {
            Series s = falling(names[i], 5 + random.nextInt(60), 0.05 + 0.3 * random.nextDouble(), random);
            if (random.nextInt(4) == 0) {
                double[] y = s.y().clone();
                for (int k = y.length / 2; k < y.length; k++) {
                    y[k] = y[k - 1] * (1.05 + random.nextDouble());
                }
                s = Series.of(s.name(), s.x(), y).diverged("diverged at update " + 100 * y.length);
            }
            chart = chart.series(s);
        }
        return random.nextBoolean() ? chart.target(0.25, "target 0.25") : chart;
    }

    static RateChart rates(Random random) {
        RateChart chart = RateChart.of("Best validation loss against rate", "best validation loss");
        String[] names = {"adam", "rmsprop", "sgd", "adagrad", "momentum"};
        for (int i = 0; i < 1 + random.nextInt(names.length); i++) {
            double[] x = new double[7];
            double[] y = new double[7];
            double best = Math.pow(10, -4 + 3 * random.nextDouble());
            for (int k = 0; k < 7; k++) {
                x[k] = best * Math.pow(10, 0.5 * (k - 3));
                double away = Math.log10(x[k] / best);
                y[k] = 0.2 + 0.2 * away * away + 0.02 * random.nextDouble();
            }
            if (random.nextBoolean()) {
                y[6] = Double.NaN;
            }
            chart = chart.series(Series.of(names[i], x, y), best / 3, best * 3, "≥ 1.0 decades");
        }
        return chart;
    }

    static final DoubleBinaryOperator ROSENBROCK = (x, y) -> (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x);
    static final DoubleBinaryOperator RAVINE = (x, y) -> (x * x + 20 * y * y) / 2;

    /// Gradient descent on the ravine.
    static double[][] walk(double x0, double y0, double rate, int updates) {
        double[] x = new double[updates + 1];
        double[] y = new double[updates + 1];
        x[0] = x0;
        y[0] = y0;
        for (int t = 1; t <= updates; t++) {
            x[t] = x[t - 1] - rate * x[t - 1];
            y[t] = y[t - 1] - rate * 20 * y[t - 1];
        }
        return new double[][] {x, y};
    }

    static ContourChart contour(Random random) {
        double x0 = -5 + 4 * random.nextDouble();
        double y0 = 0.2 + 1.5 * random.nextDouble();
        double rate = 0.02 + 0.1 * random.nextDouble();
        double[][] path = walk(x0, y0, rate, 20 + random.nextInt(200));
        Window window = Window.around(path[0], path[1], new double[] {x0, y0}, new double[] {0, 0});
        ContourChart chart = ContourChart.of("Ravine, κ = 20", "x", "y", Relief.of(RAVINE, window, 81, 61))
                .path("sgd", path[0], path[1]).minimum(0, 0, "minimum").equalAspect(random.nextBoolean());
        return rate > 0.1 ? chart.diverged(path[0].length) : chart;
    }
}
