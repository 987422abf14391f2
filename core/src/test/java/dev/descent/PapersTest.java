package dev.descent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.optim.Optimizer;
import dev.descent.optim.Optimizers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// docs/papers.md lists what the sources cite, and nothing that is not there.
class PapersTest {

    private static final Path ROOT = Path.of("..");
    private static final List<String> MODULES = List.of("core", "readers", "report", "cli");

    /// A surname and a year in Javadoc: `Huber 1964`, `Box and Muller (1958)`.
    private static final Pattern CITATION = Pattern.compile("([A-Z]\\p{Ll}+),? \\(?((?:18|19|20)\\d\\d)\\b");
    private static final Pattern FILE = Pattern.compile("`(\\w+/\\w+)`");

    private final List<String> rows = rows();

    @Test
    void citations_ofTheSources_standInTheListBesideTheirFile() throws IOException {
        int found = 0;
        for (Path source : sources()) {
            String name = source.getParent().getFileName() + "/"
                    + source.getFileName().toString().replace(".java", "");
            for (String line : Files.readAllLines(source)) {
                Matcher citation = CITATION.matcher(line);
                while (line.strip().startsWith("///") && citation.find()) {
                    assertThat(rows).as("%s cites %s", name, citation.group())
                            .anyMatch(row -> row.contains(citation.group(1)) && row.contains(citation.group(2))
                                    && row.contains("`" + name + "`"));
                    found++;
                }
            }
        }
        assertThat(found).isGreaterThan(10);
    }

    @Test
    void optimizers_ofTheCatalogue_standInTheList() {
        for (Optimizer optimizer : Optimizers.all()) {
            String file = "`optim/" + optimizer.getClass().getSimpleName() + "`";
            assertThat(rows).as("%s", optimizer.spec()).anyMatch(
                    row -> row.contains(file) && row.contains(Integer.toString(optimizer.entry().year())));
        }
    }

    @Test
    void files_ofTheList_exist() {
        for (String row : rows) {
            Matcher file = FILE.matcher(row);
            assertThat(file.find()).as(row).isTrue();
            assertThat(MODULES).as(row).anyMatch(module -> Files.exists(
                    ROOT.resolve(module + "/src/main/java/dev/descent/" + file.group(1) + ".java")));
        }
    }

    private static List<String> rows() {
        try (Stream<String> lines = Files.lines(ROOT.resolve("docs/papers.md"))) {
            return lines.filter(line -> line.startsWith("| ") && !line.startsWith("| paper ")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> sources() throws IOException {
        List<Path> all = new ArrayList<>();
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module + "/src/main/java"))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(all::add);
            }
        }
        return all;
    }
}
