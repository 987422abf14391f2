package dev.descent.optim;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Five printed rows of one of Keras's optimizer tests: ten parameters that start at 1, after a gradient of 0.01 and then
/// after each of four gradients 0.1, 0.2, … 1.0.
///
/// @param spec the same rule here
/// @param rows what is printed there, (5, 10)
record KerasRows(String spec, double[][] rows) {

    /// Absolute and relative, as there.
    static final double TOLERANCE = 5e-4;
    private static final int N = 10;

    static List<KerasRows> all() {
        List<KerasRows> all = new ArrayList<>();
        String spec = "";
        List<double[]> rows = new ArrayList<>();
        for (String line : lines()) {
            if (line.startsWith("=")) {
                spec = line.substring(1).strip();
            } else if (!line.startsWith("#")) {
                double[] numbers = Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray();
                double[] row = new double[N];
                Arrays.setAll(row, i -> numbers[numbers.length == 1 ? 0 : i]);
                rows.add(row);
                if (rows.size() == 5) {
                    all.add(new KerasRows(spec, rows.toArray(double[][]::new)));
                    rows.clear();
                }
            }
        }
        return all;
    }

    /// The largest |a − b|/(1 + |b|).
    double worst() {
        Optimizer optimizer = Optimizers.parse(spec);
        DoubleState state = DoubleState.of(optimizer, N);
        double[] theta = new double[N];
        Arrays.fill(theta, 1);
        double[] gradient = new double[N];
        Arrays.fill(gradient, 0.01);
        double worst = 0;
        for (double[] row : rows) {
            state.update(optimizer.lr(), theta, gradient);
            Arrays.setAll(gradient, i -> (i + 1) / 10.0);
            for (int i = 0; i < N; i++) {
                worst = Math.max(worst, Math.abs(theta[i] - row[i]) / (1 + Math.abs(row[i])));
            }
        }
        return worst;
    }

    private static List<String> lines() {
        try (InputStream in = KerasRows.class.getResourceAsStream("/golden/keras/rows.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
