package dev.descent.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.descent.common.DescentException;
import dev.descent.common.Json;
import dev.descent.data.Table;
import dev.descent.nn.Layout;
import dev.descent.nn.Parameters;
import dev.descent.optim.Plateau;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What stands around a rule in a training: schedules, clipping, groups, the mean of the weights, accumulation. Each must
/// leave the promises as they are: same bits for any threads, stopped and resumed or not.
class AroundTheRuleTest {

    private static final Table TABLE = Samples.plane(120);

    @TempDir
    private Path folder;

    /// @param name    for messages
    /// @param options what is switched on
    record Case(String name, UnaryOperator<Recipe.Builder> options) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case("cosine with restarts", b -> b.schedule("warmup=5%, cosine:restart=2epochs,growth=2")),
                new Case("plateau", b -> b.schedule("plateau:patience=1,threshold=0.2,cooldown=1").lr(0.05)),
                new Case("clip by value", b -> b.optimizer("momentum:clipValue=0.05")),
                new Case("clip by norm", b -> b.optimizer("adam:clipNorm=0.1")),
                new Case("clip by layer's norm", b -> b.optimizer("sgd:clipLayerNorm=0.1,l2=0.01")),
                new Case("groups", b -> b.optimizer("adam:decay=0.1").group("last", "lr", 1e-3)
                        .group("layer1.weights", "beta1", 0.5).decayBiases(false).schedule("one-cycle")),
                new Case("groups and norm", b -> b.optimizer("momentum:clipNorm=0.5").group("layer1", "lr", 1e-3)),
                new Case("mean of the weights", b -> b.optimizer("sgd:ema=0.9")),
                new Case("accumulate", b -> b.optimizer("adam").accumulate(3)),
                new Case("everything", b -> b.optimizer("adam:clipNorm=1,l2=0.001,decay=0.01,ema=0.95").accumulate(2)
                        .decayBiases(false).group("last", "lr", 0.01)
                        .schedule("warmup=1epoch, cosine, plateau:patience=1")));
    }

    private static Recipe recipe(Case it) {
        return it.options.apply(Recipe.builder().target("y").hidden(5, 4).batch(10).epochs(12).patience(0).lr(0.02)
                .seed(3)).build();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void stoppedAndResumed_equalsStraight_bitForBit(Case it) throws IOException {
        Recipe recipe = recipe(it);
        TrainedRun straight = Descent.train(TABLE).recipe(recipe).keepIn(folder.resolve("straight")).run();
        byte[] expected = Files.readAllBytes(model(straight));
        for (long first : new long[] {1, 31, straight.updates() - 1}) {
            Runs runs = new Runs(folder.resolve("after" + first));
            Descent.train(TABLE).recipe(recipe).keepIn(runs).interrupt(new After(first)).run();
            Descent.resume(runs.find("last"), TABLE).interrupt(new After(7)).run();
            TrainedRun resumed = Descent.resume(runs.find("last"), TABLE).run();

            assertThat(Files.readAllBytes(model(resumed))).as("stopped after %d", first).isEqualTo(expected);
            assertThat(rates(resumed)).isEqualTo(rates(straight));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void anyThreads_sameBits_andTheRecipeSurvivesJson(Case it) {
        Recipe recipe = recipe(it);
        float[] one = Descent.train(TABLE).recipe(recipe).threads(1).run().model().parameters().values();
        Recipe read = RecipeJson.read(Json.parse(Json.write(recipe.toJson()), "test"), "test");
        float[] three = Descent.train(TABLE).recipe(read).threads(3).run().model().parameters().values();

        assertThat(three).isEqualTo(one);
        assertThat(Json.write(read.toJson())).isEqualTo(Json.write(recipe.toJson()));
    }

    /// The rates of a run are those of the equation, times what the plateau left, as its own description has it.
    @Test
    void plateau_lowersTheRateWhereTheLossStandsStill() {
        Recipe recipe = recipe(new Case("", b -> b.lr(0.5).epochs(40).optimizer("sgd")
                .schedule("plateau:factor=0.5,patience=2,threshold=0.01,end=0.05")));
        TrainedRun run = Descent.train(TABLE).recipe(recipe).run();

        double best = Double.POSITIVE_INFINITY;
        int without = 0;
        double share = 1;
        List<Double> expected = new ArrayList<>();
        for (EpochPoint point : run.history()) {
            expected.add(0.5 * Math.max(0.05, share));
            boolean better = point.validationLoss() < best * 0.99;
            best = better ? point.validationLoss() : best;
            without = better ? 0 : without + 1;
            if (without == 2) {
                share *= 0.5;
                without = 0;
            }
        }
        assertThat(rates(run)).isEqualTo(expected);
        assertThat(rates(run).getLast()).isLessThan(0.5);
    }

    @Test
    void rateReduction_coolsDown_andItsStateIsWhole() {
        Plateau plateau = new Plateau(0.1, 2, 0, 3, 0);
        RateReduction reduction = new RateReduction(plateau);
        RateReduction other = new RateReduction(plateau);
        for (int epoch = 1; epoch <= 9; epoch++) {
            other.restore(reduction.state());
            reduction.measured(1, 10L * epoch);
            other.measured(1, 10L * epoch);
            assertThat(other.state()).isEqualTo(reduction.state());
        }
        // The first is the best; two without end at 30; three cool down, two more without end at 80.
        assertThat(reduction.state()).containsExactly(1, 0, 2, 30, 80);
        assertThat(reduction.share(29)).isEqualTo(1);
        assertThat(reduction.share(30)).isEqualTo(0.1);
        assertThat(reduction.share(80)).isCloseTo(0.01, within(1e-15));
    }

    @Test
    void mean_isWhatIsValidatedAndSaved() {
        Recipe plain = recipe(new Case("", b -> b.optimizer("sgd").validation(0).epochs(2)));
        int updates = (int) Descent.train(TABLE).recipe(plain).run().updates();
        double d = 0.8;
        double[] sum = new double[Descent.train(TABLE).recipe(plain).run().model().parameters().values().length];
        double weights = 0;
        for (int u = 1; u <= updates; u++) {
            float[] theta = Descent.train(TABLE).recipe(plain.toBuilder().updates(u).build()).run().model().parameters()
                    .values();
            for (int i = 0; i < sum.length; i++) {
                sum[i] = d * sum[i] + theta[i];
            }
            weights = d * weights + 1;
        }
        float[] mean = Descent.train(TABLE).recipe(plain.toBuilder().optimizer("sgd:ema=0.8").lr(0.02).build()).run()
                .model().parameters().values();
        for (int i = 0; i < mean.length; i++) {
            assertThat((double) mean[i]).isCloseTo(sum[i] / weights, within(1e-5));
        }
    }

    @Test
    void accumulate_isTheLargerBatch_butForRounding() {
        TrainedRun large = Descent.train(TABLE).recipe(recipe(new Case("", b -> b.batch(30)))).run();
        TrainedRun parts = Descent.train(TABLE).recipe(recipe(new Case("", b -> b.batch(10).accumulate(3)))).run();
        TrainedRun one = Descent.train(TABLE).recipe(recipe(new Case("", b -> b.batch(40).accumulate(1000)))).run();
        TrainedRun whole = Descent.train(TABLE).recipe(recipe(new Case("", b -> b.batch(1000)))).run();

        assertThat(parts.updates()).isEqualTo(large.updates());
        assertThat(one.updates()).isEqualTo(whole.updates());
        assertClose(parts, large);
        assertClose(one, whole);
    }

    private static void assertClose(TrainedRun actual, TrainedRun expected) {
        float[] a = actual.model().parameters().values();
        float[] b = expected.model().parameters().values();
        for (int i = 0; i < a.length; i++) {
            assertThat(a[i]).isCloseTo(b[i], within(1e-3f));
        }
        for (int e = 0; e < actual.history().size(); e++) {
            double loss = expected.history().get(e).trainLoss();
            assertThat(actual.history().get(e).trainLoss()).isCloseTo(loss, within(1e-4 * (1 + loss)));
        }
    }

    /// Biases begin at 0, so after one update they are the same with decay and without; the second update then has the
    /// same gradient, and what differs is what decay took off the biases.
    @Test
    void decayBiases_off_leavesBiasesAlone() {
        Training training = Descent.train(TABLE).target("y").hidden(5).activation("tanh").patience(0).validation(0)
                .optimizer("sgd:decay=0.5").lr(0.1);
        Parameters first = training.updates(1).run().model().parameters();
        float[] on = training.updates(2).run().model().parameters().values();
        float[] off = training.decayBiases(false).run().model().parameters().values();

        for (Layout.View view : first.layout().views()) {
            for (int i = view.offset(); i < view.offset() + view.columns(); i++) {
                double kept = view.name().endsWith("biases") ? 0.1 * 0.5 * first.values()[i] : 0;
                assertThat((double) off[i] - on[i]).as(view.name()).isCloseTo(kept, within(1e-7));
            }
        }
        assertThat(off).isNotEqualTo(on);
    }

    @Test
    void groups_thatTheNetworkOrTheRuleHasNot_areRefused() {
        assertThatThrownBy(() -> Descent.train(TABLE).target("y").hidden(5).group("layer3", "lr", 0.1).run())
                .isInstanceOf(DescentException.class).hasMessageContaining("There is no layer3");
        assertThatThrownBy(() -> Recipe.builder().group("last", "momentum", 0.5).build())
                .hasMessageContaining("Adam has no setting \"momentum\"");
        assertThatThrownBy(() -> Recipe.builder().accumulate(0)).hasMessageContaining("accumulate is 0");
        assertThat(Recipe.builder().decayBiases(false).decayBiases(true).build().training().groups().settings())
                .isEqualTo(Map.of());
    }

    private static List<Double> rates(TrainedRun run) {
        return run.history().stream().map(EpochPoint::lr).toList();
    }

    private static Path model(TrainedRun run) {
        return Objects.requireNonNull(run.folder()).resolve("model.descent");
    }
}
