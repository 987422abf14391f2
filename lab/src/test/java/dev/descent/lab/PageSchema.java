package dev.descent.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The settings that a page's module declares, read from its text: kind, what it opens with, bounds or words.
record PageSchema(String slug, Map<String, Setting> settings) {

    private static final Path PAGES = Path.of("src/main/resources/dev/descent/lab/site/pages");
    private static final Pattern BLOCK = Pattern.compile("settings: \\{\n(.*?)\n  }", Pattern.DOTALL);
    private static final Pattern ENTRY = Pattern
            .compile("(\\w+): (real|whole|choice|name|numbers|text)\\(((?:[^()]|\\([^()]*\\))*)\\)");
    private static final Pattern WORD = Pattern.compile("'([^']*)'");

    /// @param rest the call's arguments as they stand
    record Setting(String kind, String rest, String module) {

        List<String> arguments() {
            return Arrays.stream(rest.split(",")).map(String::strip).toList();
        }

        /// What the page opens with, as an address would write it.
        String usual() {
            return kind.equals("numbers") ? ""
                    : arguments().getFirst().replaceAll("'|/\\*.*\\*/|\\(|\\)|null", "").strip();
        }

        boolean takes(String value) {
            return switch (kind) {
                case "real" -> within(Double.parseDouble(value));
                case "whole" -> value.matches("\\d+") && within(Double.parseDouble(value));
                case "choice" -> words().contains(value);
                case "name" -> value.matches("[a-z0-9-]{1,64}");
                case "numbers" -> Arrays.stream(value.split(",")).mapToDouble(Double::parseDouble)
                        .filter(Double::isFinite).count() == Integer.parseInt(rest);
                default -> !value.isEmpty() && value.length() <= Integer.parseInt(arguments().get(1));
            };
        }

        private boolean within(double value) {
            return value >= Double.parseDouble(arguments().get(1)) && value <= Double.parseDouble(arguments().get(2));
        }

        /// Written out, or those of a constant of the module.
        private List<String> words() {
            String list = rest.substring(rest.indexOf(',') + 1).strip();
            if (!list.startsWith("[")) {
                Matcher constant = Pattern.compile("const " + list.split("\\.")[0] + " = \\[(.*?)]", Pattern.DOTALL)
                        .matcher(module);
                assertThat(constant.find()).as(list).isTrue();
                list = constant.group(1);
            }
            return WORD.matcher(list).results().map(word -> word.group(1)).toList();
        }
    }

    static PageSchema of(String slug) throws IOException {
        String module = Files.readString(PAGES.resolve(slug + ".js"));
        Matcher block = BLOCK.matcher(module);
        assertThat(block.find()).as(slug).isTrue();
        Map<String, Setting> settings = new LinkedHashMap<>();
        ENTRY.matcher(block.group(1)).results().forEach(
                entry -> settings.put(entry.group(1), new Setting(entry.group(2), entry.group(3), module)));
        assertThat(settings).as(slug).hasSizeGreaterThan(2);
        return new PageSchema(slug, settings);
    }

    /// Holds settings as they stand in an address against this.
    void assertReads(String address) {
        for (String part : address.isEmpty() ? new String[0] : address.split("&")) {
            String[] pair = part.split("=", 2);
            assertThat(settings).as(slug).containsKey(pair[0]);
            Setting setting = Objects.requireNonNull(settings.get(pair[0]));
            assertThat(setting.takes(pair[1])).as("%s reads %s", slug, part).isTrue();
            assertThat(pair[1]).as("%s opens with %s anyway", slug, part).isNotEqualTo(setting.usual());
        }
    }
}
