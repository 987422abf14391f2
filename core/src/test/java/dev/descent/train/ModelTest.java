package dev.descent.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.descent.common.DescentException;
import dev.descent.common.Json;
import dev.descent.data.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelTest {

    @TempDir
    private Path folder;

    @Test
    void saved_andLoaded_predictsTheSameWithoutTheTarget() {
        Table table = Samples.plane(200);
        Model model = Descent.train(table).target("y").epochs(5).run().model();
        Path file = folder.resolve("m.descent");
        model.save(file);

        Predictions before = model.predict(table);
        Predictions after = Model.load(file).predict(table.without(Set.of("y")));

        assertThat(after.values()).isEqualTo(before.values());
        assertThat(after.probabilities()).isEmpty();
    }

    @Test
    void classes_haveLabelsAndProbabilitiesThatSumToOne() {
        for (int classes = 2; classes <= 3; classes++) {
            Table table = Samples.rings(300, classes);
            Predictions predictions = Descent.train(table).target("ring").lr(0.01).epochs(30).run().model()
                    .predict(table);
            for (int row = 0; row < 300; row++) {
                double sum = 0;
                for (int k = 0; k < classes; k++) {
                    sum += predictions.probability(row, k);
                }
                assertThat(sum).isCloseTo(1, within(1e-5));
                assertThat(predictions.label(row)).startsWith("ring ");
            }
        }
    }

    @Test
    void sameRecipe_twice_givesTheSameFile() throws IOException {
        Path a = folder.resolve("a");
        Path b = folder.resolve("other").resolve("b");
        Files.createDirectories(folder.resolve("other"));
        Descent.train(Samples.plane(100)).target("y").epochs(2).run().model().save(a);
        Descent.train(Samples.plane(100)).target("y").epochs(2).threads(2).run().model().save(b);

        assertThat(Files.readAllBytes(b)).isEqualTo(Files.readAllBytes(a));
    }

    @Test
    void predict_missingColumn_isNamed() {
        Model model = Descent.train(Samples.plane(100)).target("y").epochs(1).run().model();

        assertThatThrownBy(() -> model.predict(Samples.plane(5).without(Set.of("b"))))
                .isInstanceOf(DescentException.class)
                .hasMessageContaining("b");
    }

    @Test
    void evaluate_onTheTestRows_isWhatTrainingReported() {
        Table table = Samples.plane(200);
        Training training = Descent.train(table).target("y").epochs(5);
        TrainedRun run = training.run();

        Metrics again = run.model().evaluate(table.select(training.prepare().split().test()));

        assertThat(again).isEqualTo(run.metrics());
    }

    /// Each row replaces one value of the description of an intact model.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
            "kind | 'checkpoint' | is a checkpoint, expected a model",
            "kind | null | expected a model",
            "format | 99 | use a newer one",
            "format | -1 | expected a whole number from 1",
            "format | 'x' | expected a number",
            "network | null | expected a JSON object",
            "network.inputs | 0 | expected a whole number from 1",
            "network.inputs | 99 | does not suit",
            "network.inputs | 1e12 | expected a whole number",
            "network.layers | [] | do not suit the loss",
            "network.layers | [{'units':1e9,'activation':'relu'}] | expected a whole number",
            "network.layers | [{'units':3,'activation':'identity'}] | does not suit",
            "network.layers | [{'units':1,'activation':'identity'}] | parameters, the file",
            "network.layers | [{'units':16777216,'activation':'relu'},{'units':16777216,'activation':'relu'},"
                    + "{'units':1,'activation':'identity'}] | parameters, the file",
            "network.layers | [{'units':1,'activation':'java.lang.Runtime'}] | There is no activation",
            "network.layers | [1] | expected a JSON object",
            "network.loss | 'logistic' | does not suit",
            "network.loss | 'nope' | There is no loss",
            "preparation | null | preparation",
            "preparation | {} | preparation",
            "rule | 7 | expected a string"
    })
    void load_hostileDescription_isRefused(String path, String value, String expected) throws IOException {
        Model model = Descent.train(Samples.plane(60)).target("y").hidden(4).epochs(1).run().model();
        Map<String, @Nullable Object> description = new LinkedHashMap<>(Json.parseObject(
                Json.write(ModelFile.content(model).description()), "test"));
        Map<String, @Nullable Object> at = description;
        String[] names = path.split("\\.");
        for (int i = 0; i < names.length - 1; i++) {
            at = Json.object(at.get(names[i]), "test");
        }
        at.put(names[names.length - 1], Json.parse(value.replace('\'', '"'), "test"));
        Path file = folder.resolve("m.descent");
        AtomicFile.write(Disk.real(), file, TensorFile.encode(
                new TensorFile.Content(description, ModelFile.content(model).floats(), Map.of())));

        assertThatThrownBy(() -> Model.load(file)).isInstanceOf(DescentException.class)
                .matches(e -> ((DescentException) e).kind() == DescentException.Kind.DATA)
                .hasMessageContaining(expected);
    }

    @Test
    void load_notANumberAmongTheWeights_isRefused() {
        Model model = Descent.train(Samples.plane(60)).target("y").hidden(4).epochs(1).run().model();
        TensorFile.Content content = ModelFile.content(model);
        content.floats().values().iterator().next()[0] = Float.NaN;
        Path file = folder.resolve("m.descent");
        AtomicFile.write(Disk.real(), file, TensorFile.encode(content));

        assertThatThrownBy(() -> Model.load(file)).isInstanceOf(DescentException.class).hasMessageContaining("NaN");
    }
}
