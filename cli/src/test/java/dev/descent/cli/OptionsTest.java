package dev.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Holds the options that picocli knows against the table in docs/options.md, word for word.
class OptionsTest {

    private static final Path TABLE = Path.of("..", "docs", "options.md");
    private static final String UPDATE = "DESCENT_UPDATE_DOCS";

    @Test
    void options_ofEveryCommand_areThoseOfTheTable() throws IOException {
        String table = Files.readString(TABLE);
        String marker = "| option | value | commands | meaning |";
        String expected = table.substring(0, table.indexOf(marker)) + rows(marker);
        if (System.getenv(UPDATE) != null) {
            Files.writeString(TABLE, expected);
        }
        assertThat(table).as("docs/options.md; after a change that is meant, run this test with %s=1", UPDATE)
                .isEqualTo(expected);
    }

    @Test
    void options_ofOneName_meanTheSameEverywhere() {
        Map<String, String> labels = new TreeMap<>();
        for (CommandSpec command : commands()) {
            for (OptionSpec option : command.options()) {
                String before = labels.putIfAbsent(option.longestName(), option.paramLabel());
                assertThat(before == null || before.equals(option.paramLabel()))
                        .as("%s %s of %s", option.longestName(), option.paramLabel(), command.name()).isTrue();
            }
        }
    }

    @Test
    void commands_haveADescriptionAndAClassEach() {
        for (CommandSpec command : commands()) {
            assertThat(command.usageMessage().description()).as(command.name()).isNotEmpty();
            assertThat(command.userObject().getClass().getSimpleName()).endsWith("Command");
            command.options().forEach(option -> assertThat(option.description()).as(option.longestName()).isNotEmpty());
        }
    }

    private static String rows(String marker) {
        Map<String, TreeSet<String>> users = new TreeMap<>();
        Map<String, OptionSpec> options = new TreeMap<>();
        Map<String, Map<String, TreeSet<String>>> meanings = new TreeMap<>();
        for (CommandSpec command : commands()) {
            for (OptionSpec option : command.options()) {
                users.computeIfAbsent(option.longestName(), _ -> new TreeSet<>()).add(name(command));
                options.putIfAbsent(option.longestName(), option);
                meanings.computeIfAbsent(option.longestName(), _ -> new TreeMap<>())
                        .computeIfAbsent(meaning(option), _ -> new TreeSet<>()).add(name(command));
            }
        }
        int all = commands().size();
        StringBuilder text = new StringBuilder(marker).append("\n|---|---|---|---|\n");
        options.forEach((name, option) -> {
            TreeSet<String> names = users.getOrDefault(name, new TreeSet<>());
            String value = option.arity().max() == 0 ? "" : "`" + option.paramLabel() + "`";
            String shorter = option.shortestName().equals(name) ? "" : ", `" + option.shortestName() + "`";
            text.append("| `").append(name).append('`').append(shorter).append(" | ").append(value.replace("|", "\\|"))
                    .append(" | ").append(names.size() == all ? "all" : String.join(", ", names)).append(" | ")
                    .append(meanings(meanings.getOrDefault(name, Map.of()))).append(" |\n");
        });
        return text.toString();
    }

    private static String meaning(OptionSpec option) {
        return String.join(" ", option.description()).replace("${DEFAULT-VALUE}",
                String.valueOf(option.defaultValueString()));
    }

    /// One meaning, or each with the commands that have it.
    private static String meanings(Map<String, TreeSet<String>> meanings) {
        if (meanings.size() == 1) {
            return meanings.keySet().iterator().next();
        }
        return meanings.entrySet().stream()
                .map(entry -> "*" + String.join(", ", entry.getValue()) + "*: " + entry.getKey())
                .collect(Collectors.joining(" "));
    }

    /// The command's name as it is typed: `train`, `runs show`.
    private static String name(CommandSpec command) {
        return command.parent() == command.root() ? command.name() : command.parent().name() + " " + command.name();
    }

    private static List<CommandSpec> commands() {
        return Program.ofProcess().commandLine().getSubcommands().values().stream()
                .flatMap(command -> Stream.concat(Stream.of(command), command.getSubcommands().values().stream()))
                .map(CommandLine::getCommandSpec).toList();
    }
}
