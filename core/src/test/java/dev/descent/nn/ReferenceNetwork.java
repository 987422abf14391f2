package dev.descent.nn;

/// A network in double, written plainly and independently of the product: what its gradients are held against.
final class ReferenceNetwork {

    private final Network network;

    ReferenceNetwork(Network network) {
        this.network = network;
    }

    /// The mean loss of all rows.
    ///
    /// @param compact parameters without padding, in the order of [Layout]
    /// @param x       (rows, D)
    double loss(double[] compact, float[] x, float[] targets, float[] weights) {
        int rows = targets.length;
        double sum = 0;
        for (int r = 0; r < rows; r++) {
            double[] row = new double[network.inputs()];
            for (int i = 0; i < row.length; i++) {
                row[i] = x[r * row.length + i];
            }
            sum += weights[r] * rowLoss(outputs(compact, row), targets[r]);
        }
        return sum / rows;
    }

    /// What the last layer gives for one row.
    double[] outputs(double[] compact, double[] row) {
        int at = 0;
        double[] in = row;
        for (Dense layer : network.layers()) {
            double[] out = new double[layer.outputs()];
            for (int j = 0; j < out.length; j++) {
                double sum = compact[at + layer.inputs() * layer.outputs() + j];
                for (int i = 0; i < in.length; i++) {
                    sum += in[i] * compact[at + i * layer.outputs() + j];
                }
                out[j] = activate(layer.activation(), sum);
            }
            at += (layer.inputs() + 1) * layer.outputs();
            in = out;
        }
        return in;
    }

    private static double activate(Activation activation, double x) {
        return switch (activation) {
            case IDENTITY -> x;
            case RELU -> x > 0 ? x : 0;
            case TANH -> StrictMath.tanh(x);
            case SIGMOID -> 1 / (1 + StrictMath.exp(-x));
            case GELU -> x * normal(x);
            case SILU -> x / (1 + StrictMath.exp(-x));
        };
    }

    private double rowLoss(double[] z, double y) {
        double error = z[0] - y;
        return switch (network.loss()) {
            case MSE -> error * error;
            case MAE -> StrictMath.abs(error);
            case HUBER -> StrictMath.abs(error) <= 1 ? error * error / 2 : StrictMath.abs(error) - 0.5;
            case LOGISTIC -> -StrictMath.log(y == 1 ? 1 / (1 + StrictMath.exp(-z[0])) : 1 / (1 + StrictMath.exp(z[0])));
            case CROSS_ENTROPY -> {
                double sum = 0;
                for (double v : z) {
                    sum += StrictMath.exp(v);
                }
                yield StrictMath.log(sum) - z[(int) y];
            }
        };
    }

    /// The normal distribution function, by Simpson's rule on its density from 0.
    private static double normal(double x) {
        int steps = 200;
        double h = x / steps;
        double sum = 0;
        for (int i = 0; i <= steps; i++) {
            double weight = i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2;
            sum += weight * StrictMath.exp(-i * h * i * h / 2);
        }
        return 0.5 + sum * h / 3 / StrictMath.sqrt(2 * StrictMath.PI);
    }
}
