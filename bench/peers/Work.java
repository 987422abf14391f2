import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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

    static final int RULE_PARAMETERS = 50_000_000;

    static final int SMALL_ROWS = 1_000;
    static final int SMALL_EPOCHS = 100;
    static final float SMALL_RATE = 0.1f;

    /** Until then a peer's own compilers (HotSpot for what is written in Java) have seen the loop. */
    private static final double WARM_UP_SECONDS = 1.5;
    private static final double STRETCH_SECONDS = 0.25;
    private static final int STRETCHES = 5;

    private Work() {
    }

    /** One process measures one form of a peer at one work. */
    record Task(String peer, String form, String work, int batch, int threads, Path folder) {

        /** Arguments: form, work, batch, threads, folder with rows. */
        static Task of(String peer, String[] arguments) {
            return new Task(peer, arguments[0], arguments[1], Integer.parseInt(arguments[2]),
                    Integer.parseInt(arguments[3]), Path.of(arguments[4]));
        }

        void print(String measured) {
            System.out.printf("{\"peer\":\"%s\",\"form\":\"%s\",\"work\":\"%s\",\"batch\":%d,\"threads\":%d,%s,"
                    + "\"peakMiB\":%d}%n", peer, form, work, batch, threads, measured, peakMiB());
        }
    }

    /** Class of each of the digits' rows that `descent bench --export` wrote. */
    static byte[] labels(Path folder) throws IOException {
        return Files.readAllBytes(folder.resolve("labels.u8"));
    }

    /** Fills a peer's own memory with the rows, piece by piece: they lie in memory once, so that its peak is fair. */
    static void readRows(Path folder, FloatBuffer destination) throws IOException {
        ByteBuffer piece = ByteBuffer.allocateDirect(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel file = FileChannel.open(folder.resolve("rows.f32"))) {
            if (file.size() != 4L * destination.remaining()) {
                throw new IOException("rows.f32 holds " + file.size() + " bytes, expected "
                        + 4L * destination.remaining());
            }
            while (destination.hasRemaining()) {
                piece.clear();
                while (piece.hasRemaining() && file.read(piece) >= 0) {
                    // a read may bring less than asked for
                }
                destination.put(piece.flip().asFloatBuffer());
            }
        }
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

    /** The small job's table, x1 x2 y row by row, as `small.csv` has it. */
    static float[] small(Path folder) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("small.csv"));
        float[] values = new float[3 * SMALL_ROWS];
        for (int row = 0; row < SMALL_ROWS; row++) {
            String[] fields = lines.get(row + 1).split(",");
            for (int j = 0; j < 3; j++) {
                values[3 * row + j] = Float.parseFloat(fields[j]);
            }
        }
        return values;
    }

    /** Columns `from` to `to` (exclusive) of the small job's table. */
    static float[] columns(float[] table, int from, int to) {
        float[] values = new float[SMALL_ROWS * (to - from)];
        for (int i = 0; i < values.length; i++) {
            values[i] = table[3 * (i / (to - from)) + from + i % (to - from)];
        }
        return values;
    }

    /** Puts 0 to length−1 into a new order. */
    static void shuffle(int[] order, SplittableRandom random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
    }

    /** A piece of work that can be timed: shuffles, then makes that many updates, an epoch at most. */
    interface Training {
        void updates(int count) throws Exception;
    }

    /** Warms up, times stretches of equal length, and prints the median as a JSON object. */
    static void measure(Task task, int rows, Training training) throws Exception {
        int epoch = rows / task.batch();
        double[] micros = stretches(training, epoch);
        double median = micros[STRETCHES / 2];
        task.print(String.format("\"secondsPerEpoch\":%.4f,\"microsPerUpdate\":%.2f,\"fastest\":%.2f,\"slowest\":%.2f",
                median * 1e-6 * epoch, median, micros[0], micros[STRETCHES - 1]));
    }

    /** The same for an update rule alone. */
    static void measureRule(Task task, Training training) throws Exception {
        double[] micros = stretches(training, Integer.MAX_VALUE);
        task.print(String.format("\"nanosPerParameter\":%.4f", micros[STRETCHES / 2] * 1e3 / RULE_PARAMETERS));
    }

    /** Microseconds of an update in each stretch, ascending. */
    private static double[] stretches(Training training, int most) throws Exception {
        int count = 1;
        double spent = 0;
        double each = 0;
        while (spent < WARM_UP_SECONDS) {
            double seconds = seconds(training, count);
            spent += seconds;
            each = seconds / count;
            count = (int) Math.max(1, Math.min(most, Math.min(2.0 * count, STRETCH_SECONDS / each)));
        }
        double[] micros = new double[STRETCHES];
        for (int stretch = 0; stretch < STRETCHES; stretch++) {
            micros[stretch] = seconds(training, count) / count * 1e6;
        }
        Arrays.sort(micros);
        return micros;
    }

    private static double seconds(Training training, int count) throws Exception {
        long start = System.nanoTime();
        training.updates(count);
        return (System.nanoTime() - start) * 1e-9;
    }

    /** The most memory this process has held, as Linux counts it; 0 elsewhere. */
    private static long peakMiB() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("VmHWM:")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
                }
            }
        } catch (IOException e) {
            return 0;
        }
        return 0;
    }
}
