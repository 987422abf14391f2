package dev.descent.practice;

import dev.descent.data.Examples;
import dev.descent.kernel.Workers;
import dev.descent.nn.Backprop;
import dev.descent.nn.Network;
import dev.descent.nn.NetworkObjective;
import dev.descent.nn.Parameters;
import java.util.stream.IntStream;

/// The loss of a trained network along two of its weights, those by which two features reach one neuron: of all neurons
/// the one at which the loss bends most. Not for several threads at a time.
public final class NeuronPlane {

    private final ScaledNetworks.Best best;
    private final int rows;
    private final Network network;
    private final Backprop backprop;
    private final float[] moved;
    private final double[] bends = new double[2];
    private final int[] weights = new int[2];
    private final double[] end;

    /// Around where a training ended.
    ///
    /// @param best     the training
    /// @param features two places among the network's inputs
    /// @param mostRows of the training rows, the first so many
    public NeuronPlane(ScaledNetworks.Best best, int[] features, int mostRows) {
        this.best = best;
        Examples train = best.rows().train();
        rows = Math.min(mostRows, train.rows());
        network = best.run().model().network();
        backprop = new Backprop(network, rows, Workers.single());
        moved = best.run().model().parameters().compact();
        NetworkObjective objective = new NetworkObjective(network, train, null, IntStream.range(0, rows).toArray());
        double[] at = NetworkObjective.point(best.run().model().parameters());
        int neurons = network.layers().getFirst().outputs();
        double most = -1;
        for (int neuron = 0; neuron < neurons; neuron++) {
            int first = features[0] * neurons + neuron;
            int second = features[1] * neurons + neuron;
            double[] here = {bend(objective, at, first), bend(objective, at, second)};
            if (Math.min(here[0], here[1]) > 0 && here[0] + here[1] > most) {
                most = here[0] + here[1];
                System.arraycopy(here, 0, bends, 0, 2);
                weights[0] = first;
                weights[1] = second;
            }
        }
        if (most < 0) {
            weights[0] = features[0] * neurons;
            weights[1] = features[1] * neurons;
        }
        end = new double[] {at[weights[0]], at[weights[1]]};
    }

    /// How much the loss bends along one weight: its second derivative, exactly.
    private static double bend(NetworkObjective objective, double[] at, int weight) {
        double[] direction = new double[objective.size()];
        double[] product = new double[objective.size()];
        direction[weight] = 1;
        objective.hessianTimes(at, direction, product);
        return product[weight];
    }

    /// (2) the weights where the training ended.
    public double[] end() {
        return end.clone();
    }

    /// (2) the second derivatives of the loss along them; zero where it bends at no neuron.
    public double[] bends() {
        return bends.clone();
    }

    /// The loss with these two weights, the others as they ended, in units of that of always giving the mean.
    public double loss(double first, double second) {
        moved[weights[0]] = (float) first;
        moved[weights[1]] = (float) second;
        Examples train = best.rows().train();
        return best.relative(backprop.loss(Parameters.fromCompact(network, moved), train.x(), train.targets(), null, 0,
                rows));
    }
}
