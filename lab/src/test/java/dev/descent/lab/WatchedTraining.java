package dev.descent.lab;

import dev.descent.data.Bundled;
import dev.descent.data.Table;
import dev.descent.train.Descent;
import dev.descent.train.Runs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What it costs a training to be watched: the same training in a process of its own, once in a folder that nobody looks
/// at, and once in that of a laboratory with a client that does as the page Your data does, which asks for the new points at
/// every word that there are some. In
/// pairs, of which each second one begins with the other. A program, since a figure of time is no test; `docs/lab.md` says
/// how it is run.
final class WatchedTraining {

    private static final int PAIRS = 11;
    /// Every update of these is measured, which is the most that there can be to watch.
    private static final int EPOCHS = 2_000;
    private static final Pattern RUN = Pattern.compile("\"run\":\"([a-z0-9-]+)\"");
    private static final AtomicLong SENT = new AtomicLong();
    private static final Pattern FACT = Pattern.compile("\"(stride|inRange)\":([0-9]+)");

    private WatchedTraining() {
    }

    /// @param arguments where a child keeps its run; none measures
    public static void main(String... arguments) throws Exception {
        if (arguments.length > 0) {
            train(Path.of(arguments[0]), EPOCHS / 10, "warm");
            System.out.println(train(Path.of(arguments[0]), EPOCHS, "runs"));
            return;
        }
        Path home = Files.createTempDirectory("descent-watched");
        Path elsewhere = Files.createTempDirectory("descent-alone");
        try (Lab lab = Lab.start(new LabOptions(0, List.of(), home, "descent", Throwable::printStackTrace))) {
            Thread.ofVirtual().start(() -> watch(lab));
            // The laboratory's own start and warming up are no part of it.
            child(home);
            double[] shares = new double[PAIRS];
            double[] alone = new double[PAIRS];
            double[] watched = new double[PAIRS];
            for (int pair = 0; pair < PAIRS; pair++) {
                if (pair % 2 == 0) {
                    alone[pair] = child(elsewhere);
                    watched[pair] = child(home);
                } else {
                    watched[pair] = child(home);
                    alone[pair] = child(elsewhere);
                }
                shares[pair] = watched[pair] / alone[pair] - 1;
                System.out.printf(Locale.ROOT, "alone %.3f s, watched %.3f s, %+.1f%%%n", alone[pair], watched[pair],
                        100 * shares[pair]);
            }
            System.out.printf(Locale.ROOT,
                    "medians of %d: alone %.3f s, watched %.3f s; of the pairs %+.1f%%; %d points were sent%n", PAIRS,
                    median(alone), median(watched), 100 * median(shares), SENT.get());
        } finally {
            delete(home);
            delete(elsewhere);
        }
        System.exit(0);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static double train(Path home, int epochs, String folder) {
        return Descent.train((Table) Bundled.LINE.load(1)).target(Bundled.LINE.target()).optimizer("sgd:lr=0.01")
                .batch(32).epochs(epochs).patience(0).keepIn(new Runs(home.resolve(folder))).run().seconds();
    }

    /// Trains in a process of its own, which keeps its run there.
    ///
    /// @return the seconds that it says it took
    private static double child(Path home) throws IOException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector", "-XX:+UseParallelGC", "-cp",
                System.getProperty("java.class.path"), WatchedTraining.class.getName(), home.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (BufferedReader out = process.inputReader()) {
            return Double.parseDouble(out.readLine());
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
    }

    private static void watch(Lab lab) {
        String own = "http://127.0.0.1:" + lab.port();
        try (HttpClient client = HttpClient.newHttpClient()) {
            String cookie = client.send(HttpRequest.newBuilder(lab.address(Optional.empty())).build(),
                    BodyHandlers.discarding()).headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
            var stream = client.send(HttpRequest.newBuilder(URI.create(own + "/api/events")).header("Cookie", cookie)
                    .build(), BodyHandlers.ofInputStream());
            String run = "";
            int have = 0;
            int stride = 1;
            boolean grown = false;
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(),
                    StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    Matcher named = RUN.matcher(line);
                    if (grown && named.find()) {
                        if (!run.equals(named.group(1))) {
                            run = named.group(1);
                            have = 0;
                            stride = 1;
                        }
                        int before = have;
                        String asked = "{\"run\":\"" + run + "\",\"have\":" + have + ",\"stride\":" + stride + "}";
                        byte[] answer = client.send(HttpRequest.newBuilder(URI.create(own + "/api/your-data/curve"))
                                .header("Cookie", cookie).header("Origin", own).header("X-Descent-Lab", "1")
                                .header("Content-Type", "application/json").POST(BodyPublishers.ofString(asked))
                                .build(), BodyHandlers.ofByteArray()).body();
                        Matcher facts = FACT.matcher(new String(answer, 4,
                                ByteBuffer.wrap(answer).order(ByteOrder.LITTLE_ENDIAN).getInt(),
                                StandardCharsets.UTF_8));
                        while (facts.find()) {
                            int value = Integer.parseInt(facts.group(2));
                            stride = facts.group(1).equals("stride") ? value : stride;
                            have = facts.group(1).equals("inRange") ? value : have;
                        }
                        have /= stride;
                        SENT.addAndGet(have - before);
                    }
                    grown = line.equals("event: grown");
                }
            }
        } catch (IOException _) {
            // The laboratory closed.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
