package dev.descent.nn;

import com.sun.management.ThreadMXBean;
import dev.descent.kernel.Workers;
import dev.descent.optim.OptimizerState;
import dev.descent.optim.Optimizers;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Prints how many bytes an update allocates once it is compiled, one line for each batch size. To be run with
/// `-Xbatch`.
final class UpdateAllocation {

    /// The best of so many stretches counts: a kernel may still be taking over in the first ones.
    private static final int WINDOWS = 10;
    private static final int UPDATES = 2_500;

    private UpdateAllocation() {
    }

    static void main(String[] arguments) {
        for (int batch : new int[] {1, 10, 32}) {
            Network network = Network.mlp(20, List.of(32, 16), 3, Activation.RELU, Loss.CROSS_ENTROPY);
            Parameters parameters = Parameters.initial(network, 1);
            OptimizerState state = OptimizerState.of(Optimizers.parse("adam"), parameters.layout().length());
            Backprop backprop = new Backprop(network, batch, Workers.single());
            Random random = new Random(1);
            float[] x = new float[64 * 20];
            for (int i = 0; i < x.length; i++) {
                x[i] = random.nextInt(3) == 0 ? 0 : random.nextFloat();
            }
            float[] targets = new float[64];
            int[] order = IntStream.range(0, 64).toArray();
            double least = Double.POSITIVE_INFINITY;
            for (int window = 0; window < WINDOWS; window++) {
                long before = allocated();
                for (int i = 0; i < UPDATES; i++) {
                    backprop.update(parameters, x, targets, null, order, i % 32, batch, state, 0.001);
                }
                least = Math.min(least, (allocated() - before) / (double) UPDATES);
            }
            System.out.println(batch + " " + least);
        }
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
