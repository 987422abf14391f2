package dev.descent.cli;

import dev.descent.common.Json;
import dev.descent.train.Runs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Where a command's words go: results to stdout, everything else to stderr.
final class Terminal implements AutoCloseable {

    private static final int USUAL_COLUMNS = 80;
    private static final int SENTENCE_COLUMNS = 98;

    private final Program program;
    private final OutputOptions options;
    private final boolean color;
    private final ProgressLine progress;

    Terminal(Program program, OutputOptions options) {
        this.program = program;
        this.options = options;
        this.color = color(program.stderrIsTerminal());
        boolean shown = !options.quiet && !options.noProgress;
        this.progress = new ProgressLine(program.err(), shown, program.stderrIsTerminal() && !isDumb(program),
                System::nanoTime, width(program, 2));
    }

    private boolean color(boolean isTerminal) {
        return switch (options.color) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> isTerminal && !program.environment().containsKey("NO_COLOR") && !isDumb(program);
        };
    }

    private static boolean isDumb(Program program) {
        return "dumb".equals(program.environment().get("TERM"));
    }

    /// Columns of the terminal: what COLUMNS says, else what the terminal says.
    private static int width(Program program, int descriptor) {
        String columns = program.environment().getOrDefault("COLUMNS", "");
        if (columns.matches("[1-9][0-9]{1,3}")) {
            return Integer.parseInt(columns);
        }
        int seen = Descriptors.columns(descriptor);
        return seen > 0 ? seen : USUAL_COLUMNS;
    }

    /// Columns that lines of the result should keep to: the terminal's, or `wanted` where they are more or go to a file.
    int columns(int wanted) {
        boolean free = !program.stdoutIsTerminal() && !program.environment().containsKey("COLUMNS");
        return free ? wanted : Math.min(wanted, width(program, 1));
    }

    /// A line of the result, for people; nothing with `--json`.
    void result(String line) {
        if (!options.json) {
            progress.erase();
            program.out().println(line);
        }
    }

    /// A sentence of the result, for people, on lines that are good to read or fit the terminal.
    void sentence(String words) {
        int width = columns(SENTENCE_COLUMNS);
        StringBuilder line = new StringBuilder();
        for (String word : words.split(" ")) {
            if (line.length() + word.length() >= width) {
                result(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        result(line.toString());
    }

    /// A line of the result, for programs; nothing without `--json`. Always UTF-8.
    void event(Map<String, ? extends @Nullable Object> event) {
        if (options.json) {
            byte[] line = (Json.write(event) + "\n").getBytes(StandardCharsets.UTF_8);
            program.out().write(line, 0, line.length);
            program.out().flush();
        }
    }

    /// Something worth knowing on the way; nothing with `--quiet`.
    void note(String line) {
        if (!options.quiet) {
            say(line);
        }
    }

    /// More than most want to know: with `--verbose` only, so it is asked for only then.
    void detail(Supplier<String> line) {
        if (options.verbose) {
            say(line.get());
        }
    }

    /// Something that the person should look at, also with `--quiet`.
    void warning(String line) {
        say(yellow("! ") + line);
    }

    /// An error, or how it ended: always.
    void say(String line) {
        progress.erase();
        program.err().println(line);
    }

    /// The live line.
    ProgressLine progress() {
        return progress;
    }

    /// Announces a file that is about to be written. Nothing is overwritten unsaid.
    void writing(Path file) {
        note((Files.exists(file) ? "replacing " : "writing ") + shown(file));
    }

    /// Where runs are kept.
    Runs runs() {
        return options.runsDir == null ? Runs.of(Path.of("")) : new Runs(options.runsDir);
    }

    /// Where everything is kept that is not a run.
    Path home() {
        return options.runsDir == null ? Runs.home(Path.of("")) : options.runsDir;
    }

    /// The option that finds the same runs again, for hints: empty, or with a blank before it.
    String runsDirOption() {
        return options.runsDir == null ? "" : " --runs-dir " + Hints.quoted(options.runsDir.toString());
    }

    /// A path as a person would write it from here.
    String shown(Path path) {
        Path here = Path.of("").toAbsolutePath();
        Path absolute = path.toAbsolutePath().normalize();
        return absolute.startsWith(here) ? here.relativize(absolute).toString() : absolute.toString();
    }

    /// A command line to try, under the name that the program was started by.
    String hint(String arguments) {
        return Hints.line(program, arguments);
    }

    boolean unicode() {
        return program.unicode();
    }

    /// Whether lines of the result may be coloured.
    boolean colorsResults() {
        return color(program.stdoutIsTerminal());
    }

    boolean json() {
        return options.json;
    }

    String bold(String text) {
        return styled("1", text);
    }

    String yellow(String text) {
        return styled("33", text);
    }

    private String styled(String code, String text) {
        return color ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    @Override
    public void close() {
        progress.erase();
    }
}
