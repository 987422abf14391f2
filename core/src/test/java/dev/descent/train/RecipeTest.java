package dev.descent.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.common.DescentException;
import dev.descent.common.Json;
import dev.descent.optim.Optimizers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeTest {

    @TempDir
    private Path folder;

    @Test
    void defaults_areTheOnesThatTheContractNames() {
        Recipe recipe = Recipe.defaults();

        assertThat(recipe.training().optimizer().name()).isEqualTo("adam");
        assertThat(recipe.training().batch()).isEqualTo(32);
        assertThat(recipe.training().epochs()).isEqualTo(100);
        assertThat(recipe.training().patience()).isEqualTo(10);
        assertThat(recipe.data().validation()).isEqualTo(0.16);
        assertThat(recipe.data().holdOut()).isEqualTo(0.2);
        assertThat(NetworkChoice.TABLE).isEqualTo(List.of(64, 64));
        assertThat(NetworkChoice.IMAGES).isEqualTo(List.of(256, 128));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sgd", "momentum:momentum=0.5,lr=0.2", "nesterov", "adagrad/keras", "rmsprop/torch",
            "adam:beta1=0.8,eps=1e-6,l2=0.1,decay=0.01", "\"u <- 0.5*u + g; theta <- theta - eta*sign(u)\":lr=0.02",
            "\"theta <- theta - 0.1*g\""})
    void json_andBack_isTheSame(String optimizer) {
        Recipe recipe = Recipe.builder().optimizer(optimizer).hidden().updates(5).build();
        String json = Json.write(RecipeJson.write(recipe));

        assertThat(Json.write(RecipeJson.write(RecipeJson.read(Json.parse(json, "test"), "test")))).isEqualTo(json);
    }

    @Test
    void ruleOfAFile_travelsAsText() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.rule"), "θ ← θ − η·g/(|g| + 1)\nwhere η = 0.03\n");
        Recipe recipe = Recipe.builder().optimizer(file.toString()).build();
        String json = Json.write(RecipeJson.write(recipe));
        Files.delete(file);

        Recipe read = RecipeJson.read(Json.parse(json, "test"), "test");

        assertThat(json).doesNotContain("mine.rule");
        assertThat(read.training().optimizer().rule().text()).isEqualTo(recipe.training().optimizer().rule().text());
        assertThat(read.training().optimizer().lr()).isEqualTo(0.03);
    }

    @Test
    void ruleWithoutARate_trains() {
        TrainedRun run = Descent.train(Samples.plane(100)).target("y").optimizer("theta <- theta - 0.05*g").epochs(2)
                .run();

        assertThat(run.diverged()).isFalse();
    }

    @Test
    void json_namingAFile_isRefused() {
        String json = Json.write(RecipeJson.write(Recipe.defaults())).replace("\"spec\":\"adam\"",
                "\"spec\":\"/etc/hostname.rule\"");

        assertThat(json).contains("hostname");
        assertThatThrownBy(() -> RecipeJson.read(Json.parse(json, "test"), "run.json"))
                .isInstanceOf(DescentException.class)
                .matches(e -> ((DescentException) e).kind() == DescentException.Kind.DATA)
                .hasMessageContaining("names a file");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
            "'epochs':100 | 'epochs':0 | expected a whole number from 1",
            "'batch':32 | 'batch':0.5 | expected a whole number",
            "'shuffle':'each-epoch' | 'shuffle':'never' | never",
            "'activation':'relu' | 'activation':'rleu' | Did you mean",
            "'seed':'1' | 'seed':'x' | is not a whole number",
            "'name':'adam' | 'nam':'adam' | ok",
            "'beta1':0.9 | 'beta1':2 | beta1",
            "'holdOut':0.2 | 'holdOut':-1 | hold-out is -1"
    })
    void json_altered_isRefusedAsData(String old, String altered, String expected) {
        String json = Json.write(RecipeJson.write(Recipe.defaults()));
        assertThat(json).contains(old.replace('\'', '"'));
        Object changed = Json.parse(json.replace(old.replace('\'', '"'), altered.replace('\'', '"')), "test");
        if (expected.equals("ok")) {
            RecipeJson.read(changed, "run.json");
            return;
        }

        assertThatThrownBy(() -> RecipeJson.read(changed, "run.json")).isInstanceOf(DescentException.class)
                .matches(e -> ((DescentException) e).kind() == DescentException.Kind.DATA)
                .hasMessageContaining("run.json").hasMessageContaining(expected);
    }

    @Test
    void optionsThatMakeNoSense_areRefused() {
        Recipe.Builder builder = Recipe.builder();
        for (Runnable wrong : List.<Runnable>of(() -> builder.epochs(0), () -> builder.updates(-1),
                () -> builder.batch(0),
                () -> builder.patience(-1), () -> builder.hidden(0), () -> builder.validation(1.5),
                () -> builder.holdOut(Double.NaN), () -> builder.scale("big"), () -> builder.activation("rel"),
                () -> builder.optimizer("adm"), () -> builder.lr(-1).build(), () -> builder.schedule("η·q"))) {
            assertThatThrownBy(wrong::run).isInstanceOf(DescentException.class)
                    .matches(e -> ((DescentException) e).kind() == DescentException.Kind.USAGE);
        }
    }

    @Test
    void with_changesOneThingOnly() {
        Recipe recipe = Recipe.builder().target("y").seed(5).lr(0.1).build();

        assertThat(recipe.withSeed(6).toBuilder().seed(5).build()).isEqualTo(recipe);
        assertThat(recipe.with(Optimizers.parse("sgd")).training().optimizer().lr())
                .isEqualTo(Optimizers.parse("sgd").lr());
    }
}
