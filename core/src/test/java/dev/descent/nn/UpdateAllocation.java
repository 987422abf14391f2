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

    private static final int WARM = 20_000;
    private static final int MEASURED = 2_000;

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
            long before = 0;
            for (int i = 0; i < WARM + MEASURED; i++) {
                if (i == WARM) {
                    before = allocated();
                }
                backprop.update(parameters, x, targets, null, order, i % 32, batch, state, 0.001);
            }
            System.out.println(batch + " " + (allocated() - before) / (double) MEASURED);
        }
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
