package dev.descent.cli;

import dev.descent.common.CounterRandom;
import dev.descent.common.CounterRandom.Purpose;
import dev.descent.common.DescentException;
import dev.descent.data.Bundled;
import dev.descent.data.Images;
import dev.descent.nn.Activation;
import dev.descent.nn.Loss;
import dev.descent.nn.Network;
import dev.descent.optim.Optimizer;
import dev.descent.optim.Optimizers;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a benchmark trains: a network, a rule and rows.
///
/// @param name      `mlp` or `tabular`
/// @param network   what is trained
/// @param optimizer with its rate
/// @param rows      N
/// @param x         (N, D) row-major
/// @param targets   (N)
record BenchWork(String name, Network network, Optimizer optimizer, int rows, float[] x, float[] targets) {

    static final List<String> NAMES = List.of("mlp", "tabular");

    private static final long SEED = 1;

    /// 784-500-500-10 on the bundled digits, with plain gradient descent at 0.01: the work whose time per epoch is
    /// often quoted when batch sizes are taught.
    ///
    /// @param density which share of the pixels is not zero; null leaves the digits as they are
    static BenchWork mlp(int rows, @Nullable Double density) {
        Images digits = (Images) Bundled.DIGITS.load(SEED, rows);
        float[] x = new float[digits.pixels().length];
        for (int i = 0; i < x.length; i++) {
            x[i] = (digits.pixels()[i] & 0xff) / 255f;
        }
        if (density != null) {
            setDensity(x, digits.features(), density);
        }
        float[] labels = new float[rows];
        for (int row = 0; row < rows; row++) {
            labels[row] = digits.labelled()[row];
        }
        Network network = Network.mlp(digits.features(), List.of(500, 500), 10, Activation.RELU, Loss.CROSS_ENTROPY);
        return new BenchWork("mlp", network, Optimizers.parse("sgd").withLr(0.01), rows, x, labels);
    }

    /// 13-64-64-1 with Adam: the size of net that people train on a table.
    static BenchWork tabular() {
        int rows = 16_000;
        int features = 13;
        CounterRandom random = CounterRandom.of(SEED, Purpose.DATA);
        float[] x = new float[rows * features];
        float[] targets = new float[rows];
        for (int row = 0; row < rows; row++) {
            double target = 0;
            for (int j = 0; j < features; j++) {
                int i = row * features + j;
                x[i] = (float) random.gaussian(i);
                target += StrictMath.sin(x[i] * (j + 1) / 4);
            }
            targets[row] = (float) target;
        }
        Network network = Network.mlp(features, List.of(64, 64), 1, Activation.RELU, Loss.MSE);
        return new BenchWork("tabular", network, Optimizers.parse("adam"), rows, x, targets);
    }

    /// Overwrites random positions of each row with zeros, or with numbers that are not zero, until the share fits.
    private static void setDensity(float[] x, int features, double density) {
        int wanted = (int) Math.round(density * features);
        for (int row = 0; row < x.length / features; row++) {
            int at = row * features;
            int lit = 0;
            for (int j = 0; j < features; j++) {
                lit += x[at + j] == 0 ? 0 : 1;
            }
            CounterRandom random = CounterRandom.of(SEED, Purpose.TEST, row);
            for (int j : random.permutation(features)) {
                if (lit > wanted && x[at + j] != 0) {
                    x[at + j] = 0;
                    lit--;
                } else if (lit < wanted && x[at + j] == 0) {
                    x[at + j] = (float) (0.01 + 0.99 * random.uniform(features + j));
                    lit++;
                }
            }
        }
    }

    /// The share of inputs that are not zero.
    double density() {
        long lit = 0;
        for (float value : x) {
            lit += value == 0 ? 0 : 1;
        }
        return (double) lit / x.length;
    }

    /// Writes the rows for other systems: `rows.f32`, little-endian floats row by row, and `labels.u8`.
    void export(Path folder) {
        try {
            Files.createDirectories(folder);
            ByteBuffer row = ByteBuffer.allocate(4 * network.inputs()).order(ByteOrder.LITTLE_ENDIAN);
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(folder.resolve("rows.f32")),
                    1 << 20)) {
                for (int r = 0; r < rows; r++) {
                    row.clear();
                    row.asFloatBuffer().put(x, r * network.inputs(), network.inputs());
                    out.write(row.array());
                }
            }
            try (DataOutputStream out = new DataOutputStream(
                    new BufferedOutputStream(Files.newOutputStream(folder.resolve("labels.u8"))))) {
                for (float label : targets) {
                    out.writeByte((int) label);
                }
            }
        } catch (IOException e) {
            throw new DescentException(DescentException.Kind.CANNOT_WRITE,
                    "cannot write the rows to " + folder + ": " + e.getMessage(), e);
        }
    }
}
