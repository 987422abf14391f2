package dev.descent.lab.browser;

import dev.descent.data.Bundled;
import dev.descent.data.Table;
import dev.descent.lab.Lab;
import dev.descent.lab.LabOptions;
import dev.descent.train.Descent;
import dev.descent.train.Runs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// How smoothly a run of 100,000 measured updates streams into Your data: frames a second and the longest of them, as the
/// browser's own clock of frames tells. A program, since a figure of time is no test; `docs/lab.md` says how it is run.
final class LiveFrames {

    /// 640 rows train, 32 to a batch: 20 updates, each of them measured.
    private static final int UPDATES_PER_EPOCH = 20;
    private static final String RECORD = """
            () => {
              window.taken = [];
              const tick = now => {
                const shown = Number(document.querySelector('.live .canvas')?.dataset.shown ?? 0);
                window.taken.push(now, shown);
                requestAnimationFrame(tick);
              };
              requestAnimationFrame(tick);
            }""";

    private LiveFrames() {
    }

    /// Trains a small network in a home's runs, every update measured.
    static void train(Path home, int epochs) {
        Descent.train((Table) Bundled.LINE.load(1)).target(Bundled.LINE.target()).optimizer("sgd:lr=0.01").batch(32)
                .epochs(epochs).patience(0).keepIn(new Runs(home.resolve("runs"))).run();
    }

    /// The last update and its loss as the laboratory answers them to a page that has nothing yet.
    static double[] last(OpenPage open) {
        List<?> last = (List<?>) open.page.evaluate("""
                async () => {
                  const { ask } = await import('/site/core/ask.js');
                  const run = new URLSearchParams(location.hash.split('?')[1]).get('run');
                  const answer = await ask('your-data', 'curve', { run, have: 0, stride: 1 });
                  return [answer.x.at(-1), answer.last.at(-1)];
                }""");
        return last.stream().mapToDouble(value -> ((Number) value).doubleValue()).toArray();
    }

    /// Whether the line reaches the right end of the chart's ground.
    static boolean drawnAtTheEnd(OpenPage open) {
        return (Boolean) open.page.evaluate("""
                () => {
                  const over = document.querySelector('.live .u-over').getBoundingClientRect();
                  const canvas = document.querySelector('.live canvas');
                  const box = canvas.getBoundingClientRect();
                  const scale = canvas.width / box.width;
                  const pixels = canvas.getContext('2d').getImageData(Math.floor((over.right - box.left - 3) * scale),
                    Math.floor((over.top - box.top) * scale), Math.ceil(3 * scale), Math.floor(over.height * scale)).data;
                  let coloured = 0;
                  for (let k = 0; k < pixels.length; k += 4) {
                    coloured += pixels[k + 3] > 60 && Math.max(...pixels.slice(k, k + 3)) < 200 ? 1 : 0;
                  }
                  return coloured > 3;
                }""");
    }

    /// @param arguments how many updates; none for 100,000
    public static void main(String... arguments) throws Exception {
        int updates = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        Path home = Files.createTempDirectory("descent-frames");
        try (Lab lab = Lab.start(new LabOptions(0, List.of(), home, "./descent", Throwable::printStackTrace));
                OpenPage open = OpenPage.of(lab, "/your-data?guess=skip")) {
            Thread training = Thread.ofPlatform().start(() -> train(home, updates / UPDATES_PER_EPOCH));
            open.page.waitForFunction("() => document.querySelector('.rows .plain')");
            open.find(".rows .plain").first().click();
            open.find(".live [data-shown] canvas").waitFor();
            open.page.evaluate(RECORD);
            training.join();
            open.page.waitForFunction("most => Number(document.querySelector('.live .canvas').dataset.shown) >= most",
                    updates);
            double[] taken = ((List<?>) open.page.evaluate("() => window.taken")).stream()
                    .mapToDouble(value -> ((Number) value).doubleValue()).toArray();
            double[] last = last(open);
            report(taken, updates, last[0]);
        } finally {
            try (var files = Files.walk(home)) {
                files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        }
        System.exit(0);
    }

    private static void report(double[] taken, int updates, double last) {
        int end = 1;
        while (end < taken.length / 2 - 1 && taken[2 * end + 1] < updates) {
            end++;
        }
        double[] frames = new double[end];
        int moved = 0;
        for (int k = 0; k < end; k++) {
            frames[k] = taken[2 * (k + 1)] - taken[2 * k];
            moved += taken[2 * (k + 1) + 1] > taken[2 * k + 1] ? 1 : 0;
        }
        double seconds = (taken[2 * end] - taken[0]) / 1e3;
        Arrays.sort(frames);
        System.out.printf(Locale.ROOT,
                "%d points in %.2f s while watched (%.0f points already there), last %.0f; %.1f frames a second, "
                        + "%.1f of them with new points; median %.1f ms, p99 %.1f ms, longest %.1f ms%n",
                updates, seconds, taken[1], last, end / seconds, moved / seconds, frames[end / 2],
                frames[(int) (0.99 * (end - 1))], frames[end - 1]);
    }
}
