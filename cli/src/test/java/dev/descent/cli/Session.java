package dev.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.common.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// The command in this JVM, with its words caught. Every command line that it prints for people to try is parsed.
final class Session {

    /// A name that nothing else in the output looks like.
    static final String NAME = "./descent-under-test";

    private static final Pattern HINT = Pattern.compile(Pattern.quote(NAME) + "((?: (?:'[^']*'|[^\\s']+))+)");

    /// What a start left.
    record Result(int code, String out, String err) {

        List<Map<String, @Nullable Object>> events() {
            return out.lines().map(line -> Json.parseObject(line, "stdout")).toList();
        }
    }

    private Session() {
    }

    static Result run(String... arguments) {
        return run(Map.of(), false, arguments);
    }

    static Result run(Map<String, String> environment, boolean terminal, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = new Program(NAME, new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8), environment, terminal, terminal, true)
                .run(arguments);
        Result result = new Result(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        hints(result.out + "\n" + result.err).forEach(Session::parse);
        return result;
    }

    /// The command lines in a text, as arguments.
    static List<List<String>> hints(String text) {
        List<List<String>> hints = new ArrayList<>();
        Matcher hint = HINT.matcher(text.replace("Usage: " + NAME, ""));
        while (hint.find()) {
            hints.add(words(hint.group(1)));
        }
        return hints;
    }

    /// Parses a hint as the command would, and runs nothing.
    static void parse(List<String> arguments) {
        CommandLine line = Program.ofProcess().commandLine();
        assertThat(line.parseArgs(arguments.toArray(String[]::new)).errors()).as("hint %s", arguments).isEmpty();
        if (!arguments.getFirst().startsWith("-")) {
            assertThat(line.getSubcommands()).as("hint %s", arguments).containsKey(arguments.getFirst());
        }
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher word = Pattern.compile("'([^']*)'|(\\S+)").matcher(text);
        while (word.find()) {
            words.add(word.group(1) != null ? word.group(1) : word.group(2));
        }
        return words;
    }
}
