import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.SplittableRandom;

/** What every peer trains on, and how it is timed: the same for all, so that only the peer differs. */
final class Work {

    static final int FEATURES = 784;
    static final int HIDDEN = 500;
    static final int CLASSES = 10;
    static final float RATE = 0.01f;

    static final int TABULAR_FEATURES = 13;
    static final int TABULAR_HIDDEN = 64;
    static final int TABULAR_ROWS = 16_000;
    static final int TABULAR_BATCH = 32;

    /** (rows, FEATURES), row-major. */
    final float[] x;
    final byte[] labels;

    private Work(float[] x, byte[] labels) {
        this.x = x;
        this.labels = labels;
    }

    /** The rows that `descent bench --export` wrote into a folder. */
    static Work read(Path folder) throws IOException {
        byte[] labels = Files.readAllBytes(folder.resolve("labels.u8"));
        float[] x = new float[labels.length * FEATURES];
        try (FileChannel file = FileChannel.open(folder.resolve("rows.f32"), StandardOpenOption.READ)) {
            if (file.size() != 4L * x.length) {
                throw new IOException("rows.f32 holds " + file.size() + " bytes, expected " + 4L * x.length);
            }
            file.map(MapMode.READ_ONLY, 0, file.size()).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(x);
        }
        return new Work(x, labels);
    }

    int rows() {
        return labels.length;
    }

    /** How many updates are timed: an epoch, or 5,000 where that is less. */
    int updates(int batch) {
        return Math.min(rows() / batch, 5_000);
    }

    /** Features of the tabular work: standard normal numbers, the same for every peer. */
    static float[] tabularFeatures() {
        SplittableRandom random = new SplittableRandom(7);
        float[] x = new float[TABULAR_ROWS * TABULAR_FEATURES];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextGaussian();
        }
        return x;
    }

    /** Targets of the tabular work: a smooth function of the features. */
    static float[] tabularTargets(float[] x) {
        float[] y = new float[TABULAR_ROWS];
        for (int row = 0; row < y.length; row++) {
            double sum = 0;
            for (int j = 0; j < TABULAR_FEATURES; j++) {
                sum += Math.sin(x[row * TABULAR_FEATURES + j] * (j + 1) / 4.0);
            }
            y[row] = (float) sum;
        }
        return y;
    }

    /** One piece of work that can be timed: makes that many updates. */
    interface Training {
        void updates(int count) throws Exception;
    }

    /** Warms up with one repetition, times five, and prints the median as a JSON object. */
    static void measure(String peer, String form, String work, int batch, int threads, int rows, int updates,
            Training training) throws Exception {
        training.updates(updates);
        double[] seconds = new double[5];
        for (int repeat = 0; repeat < seconds.length; repeat++) {
            long start = System.nanoTime();
            training.updates(updates);
            seconds[repeat] = (System.nanoTime() - start) * 1e-9;
        }
        Arrays.sort(seconds);
        double median = seconds[2] / updates;
        System.out.printf("{\"peer\":\"%s\",\"form\":\"%s\",\"work\":\"%s\",\"batch\":%d,\"threads\":%d,"
                + "\"secondsPerEpoch\":%.4f,\"microsPerUpdate\":%.2f,\"fastest\":%.2f,\"slowest\":%.2f}%n", peer, form,
                work, batch, threads, median * rows / batch, median * 1e6, seconds[0] / updates * 1e6,
                seconds[4] / updates * 1e6);
    }
}
