package dev.descent.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.data.Bundled;
import dev.descent.data.PreparationOptions;
import dev.descent.data.Split;
import dev.descent.lab.work.Workplace;
import dev.descent.objective.Surface;
import dev.descent.objective.Surfaces;
import dev.descent.practice.Classroom;
import dev.descent.practice.Practice;
import dev.descent.practice.Practices;
import dev.descent.practice.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The link that a practice ends with: a page of that name, and nothing that the page would call unknown.
class PracticeLinkTest {

    private static Practice on(Topic topic, Bundled bundled, long seed) {
        return Practices.of(topic, List.of(new Classroom(bundled.load(1, 300), PreparationOptions.of(bundled.target()),
                Split.VALIDATION, Split.HOLD_OUT, seed, false, 1)));
    }

    private static Practice on(Topic topic, Surface surface, double radius) {
        return Practices.of(topic, surface, surface.start(), radius, false, 1);
    }

    static Stream<Arguments> practices() {
        List<Arguments> all = new ArrayList<>();
        for (Topic topic : List.of(Topic.FIRST_STEPS, Topic.LEARNING_RATE, Topic.OPTIMIZERS, Topic.SCALING)) {
            for (Bundled bundled : List.of(Bundled.LINE, Bundled.ROOMS)) {
                for (long seed : new long[] {1, 7, 999_999_999, -3, Long.MAX_VALUE}) {
                    all.add(Arguments.of(topic, on(topic, bundled, seed), bundled.word()));
                }
            }
        }
        for (Surface surface : Surfaces.all()) {
            all.add(Arguments.of(Topic.WHY, on(Topic.WHY, surface, 0.1), ""));
            all.add(Arguments.of(Topic.WHY, on(Topic.WHY, surface, 0.6), ""));
            all.add(Arguments.of(Topic.LIMITS, on(Topic.LIMITS, surface, 0.1), ""));
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("practices")
    void link_namesSettingsThatThePageDeclares_withinTheirBounds_andOnlyThose(Topic topic, Practice practice,
            String data) throws Exception {
        PageSchema.of(topic.slug()).assertReads(practice.page(data).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FIRST_STEPS   | LINE  | passes=50&start=
            FIRST_STEPS   | ROOMS | data=rooms&columns=
            LEARNING_RATE | LINE  | updates=200
            LEARNING_RATE | ROOMS | data=rooms&columns=0,1,5&updates=200
            OPTIMIZERS    | ROOMS | data=rooms&columns=0,1,5&lr=0.005
            SCALING       | LINE  | spread=1000
            SCALING       | ROOMS | data=rooms&columns=0,1,5
            """)
    void link_saysWhatTheRunHad(Topic topic, Bundled bundled, String expected) {
        assertThat(on(topic, bundled, 1).page(bundled.word()).orElseThrow()).startsWith(expected);
    }

    @Test
    void link_ofWhatNoPageShows_isNone() {
        assertThat(on(Topic.WHY, Surfaces.byName("bowl:30"), 0.1).page("")).isEmpty();
        assertThat(on(Topic.WHY, Surfaces.byName("bowl"), 20).page("")).isEmpty();
        assertThat(on(Topic.LEARNING_RATE, Bundled.MOONS, 1).page("moons-1")).isEmpty();
    }

    @Test
    void idOfAFile_isTheOneThatTheLaboratoryGivesItsFirst(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("Own Houses (2024).csv"), "a,b,y\n1,2,3\n2,1,4\n");
        DataShelf shelf = DataShelf.of(List.of(file, file), folder);
        assertThat(shelf.index()).extracting(line -> line.get("id")).containsExactly("line", "rooms", Lab.idOf(file),
                "own-houses-2024-2");
        assertThat(Lab.BUNDLED).containsExactly("line", "rooms");
    }

    @Test
    void everyPractice_hasItsPageUnderItsOwnWord() {
        LabOptions options = TestLab.options(new ArrayList<>());
        try (Workplace work = Workplace.of(options)) {
            assertThat(Routes.pages(DataShelf.of(List.of(), options.home()), work)).extracting(page -> page.slug())
                    .containsAll(Topic.slugs().stream().filter(slug -> !slug.equals("mini-batch")).toList());
        }
    }
}
