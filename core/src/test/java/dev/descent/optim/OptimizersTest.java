package dev.descent.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.common.DescentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptimizersTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', value = {
            "adam:beta2=1; Adam: beta2 is 1.0, expected 0 ≤ beta2 < 1; usual values are 0.99 to 0.9999.",
            "adam:beta1=-0.1; Adam: beta1 is -0.1, expected 0 ≤ beta1 < 1; usual values are 0.8 to 0.95.",
            "sgd:lr=-1; SGD: lr is -1.0, expected 0 < lr ≤ 1000000; usual values are 0.001 to 1.",
            "sgd:lr=0; SGD: lr is 0.0, expected 0 < lr ≤ 1000000; usual values are 0.001 to 1.",
            "sgd:lr=NaN; SGD: lr is NaN, expected 0 < lr ≤ 1000000",
            "adagrad:eps=0; Adagrad: eps is 0.0, expected 1e-30 ≤ eps ≤ 100; usual values are 1e-10 to 1e-7.",
            "momentum:momentum=1.5; Momentum: momentum is 1.5, expected 0 ≤ momentum < 1; usual values are 0.5 to "
                    + "0.99.",
            "rmsprop:alpha=2; RMSProp: alpha is 2.0, expected 0 ≤ alpha < 1; usual values are 0.9 to 0.99.",
            "adam:l2=-1; Adam: l2 is -1.0, expected 0 ≤ l2 ≤ 1000000; usual values are 1e-5 to 1e-2.",
            "momentum:dampening=0.5; Momentum: dampening has no effect in variant classic; it belongs to variant "
                    + "torch.",
            "adam:alpha=0.1; Adam has no setting \"alpha\"; it has lr, beta1, beta2, eps, l2, decay. The learning "
                    + "rate η, which some papers call α, is lr.",
            "adam:weight_decay=0.1; What others call weight_decay is l2 or decay here.",
            "adam:beta3=0.1; Did you mean \"beta1\"?",
            "adam:beta1=x; The setting beta1=x is no number",
            "adam:beta1; \"beta1\" in \"adam:beta1\" is no setting, expected name=value",
            "adam:beta1=0.1,beta1=0.2; beta1 is set twice",
            "adm; There is no optimizer \"adm\"; known are sgd, momentum, nesterov, adagrad, rmsprop, adam, adadelta,",
            "adm; lookahead, an equation such as",
            "adm; Did you mean \"adam\"?",
            "adam/troch; Adam has no variant \"troch\"; it has paper, torch, keras. Did you mean \"torch\"?",
            "adam:variant=x; Adam has no variant \"x\"",
            "missing.rule; missing.rule: there is no such rule file.",
            "theta <- theta - eta*; custom, line 1, column 22: found the end"})
    void parse_ofAMistake_saysWhatWasExpected(String spec, String message) {
        assertThatThrownBy(() -> Optimizers.parse(spec)).isInstanceOf(DescentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void newRecord_withAValueOutOfRange_isRefused() {
        assertThatThrownBy(() -> new Adam("paper", 0.001, 0.9, 1.0, 1e-8))
                .hasMessage("Adam: beta2 is 1.0, expected 0 ≤ beta2 < 1; usual values are 0.99 to 0.9999.");
        assertThatThrownBy(() -> new Sgd(Double.POSITIVE_INFINITY)).hasMessageContaining("lr is Infinity");
    }

    @Test
    void parseList_ofWhatPeopleType_givesEachItsSettings() {
        List<Optimizer> list = Optimizers.parseList("sgd, momentum:momentum=0.99, adam/torch:beta2=0.99,eps=1e-6, "
                + "theta <- theta - eta*clamp(g, -k, k) where k = 2, 'm ← g; θ ← θ − η·m':lr=0.5");
        assertThat(list).extracting(Optimizer::name).containsExactly("sgd", "momentum", "adam", "custom", "custom");
        assertThat(list.get(1).get("momentum")).isEqualTo(0.99);
        assertThat(list.get(2).get("eps")).isEqualTo(1e-6);
        assertThat(list.get(2).variant()).isEqualTo("torch");
        assertThat(list.get(3).get("k")).isEqualTo(2);
        assertThat(list.get(4).lr()).isEqualTo(0.5);
    }

    @Test
    void set_byName_reachesEveryRuleThatHasIt() {
        List<Optimizer> list = Optimizers.parseList("sgd,momentum,nesterov,adam,rmsprop");
        List<Optimizer> changed = Optimizers.set(list, "momentum=0.5, adam.eps=1e-6, alpha=0.8, l2=0.01");
        assertThat(changed.get(1).get("momentum")).isEqualTo(0.5);
        assertThat(changed.get(2).get("momentum")).isEqualTo(0.5);
        assertThat(changed.get(3).get("eps")).isEqualTo(1e-6);
        assertThat(changed.get(4).get("eps")).isEqualTo(1e-8);
        assertThat(changed.get(4).get("alpha")).isEqualTo(0.8);
        assertThat(changed).allMatch(o -> o.get("l2") == 0.01);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', value = {
            "adam; alpha=0.1; The learning rate η, which some papers call α, is lr.",
            "sgd,adam; alpha=0.1; None of sgd, adam has a setting \"alpha\"; they have lr, l2, decay, beta1, beta2, "
                    + "eps.",
            "sgd,adam; bta1=0.1; Did you mean \"beta1\"?",
            "sgd,adam; adm.beta1=0.1; Did you mean \"adam\"?",
            "adam,rmsprop; momentum=0.1; it belongs to variant torch-momentum, torch-centered",
            "sgd,adam; sgd.beta1=0.1; SGD has no setting \"beta1\""})
    void set_ofWhatNobodyHas_namesTheNearest(String list, String set, String message) {
        assertThatThrownBy(() -> Optimizers.set(Optimizers.parseList(list), set)).isInstanceOf(DescentException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"adam", "adam/torch", "adam:beta2=0.99", "adagrad/keras:lr=0.1,initial=0.2",
            "sgd:l2=0.01,decay=0.1",
            "rmsprop/torch-centered:momentum=0.9", "\"θ ← θ − η·k·g where k = 3\":lr=0.5,k=4",
            "\"θ ← θ − η·g\":name=plain,lr=0.5",
            "\"m₀ = 1; m ← g; θ ← θ − η·m\":name=mine"})
    void spec_parsesBackToTheSameOptimizer(String spec) {
        Optimizer optimizer = Optimizers.parse(spec);
        assertThat(optimizer.spec()).isEqualTo(spec);
        assertThat(Optimizers.parse(optimizer.spec())).isEqualTo(optimizer);
        assertThat(Optimizers.parseList("sgd," + optimizer.spec() + ",adam").get(1)).isEqualTo(optimizer);
    }

    @Test
    void withVariant_keepsWhatWasSetAndChangesDefaults() {
        Optimizer adagrad = Optimizers.parse("adagrad:lr=0.5").withVariant("keras");
        assertThat(adagrad.lr()).isEqualTo(0.5);
        assertThat(adagrad.get("eps")).isEqualTo(1e-7);
        assertThat(adagrad.get("initial")).isEqualTo(0.1);
    }

    @Test
    void customRule_fromAFile_hasItsNameAndItsDefaults(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("heavy.rule");
        Files.writeString(file, "# a ball\nv ← λ·v − k·η·g\nθ ← θ + v\nwhere k = 2\n");
        Optimizer rule = Optimizers.parse(file.toString());
        assertThat(rule.name()).isEqualTo("heavy");
        assertThat(rule.get("k")).isEqualTo(2);
        assertThat(rule.get("lambda")).isEqualTo(0.9);
        assertThat(Optimizers.set(rule, "lambda=0.5").get("lambda")).isEqualTo(0.5);
        assertThat(rule.rule().states()).containsExactly("v");
    }

    @Test
    void customRule_withAMissingValue_asksForIt() {
        Optimizer rule = Optimizers.parse("theta <- theta - eta*gama*g");
        assertThatThrownBy(() -> OptimizerState.of(rule, 1)).hasMessageContaining("uses gama, which has no value")
                .hasMessageContaining("--set gama=");
        assertThat(OptimizerState.of(Optimizers.set(rule, "gama=2"), 1)).isNotNull();
    }

    /// What names or counts the rules by hand.
    @Test
    void documents_ofTheCatalogue_knowEveryRule() throws IOException {
        assertThat(Files.readString(Path.of("..", "README.md")))
                .contains("lists the catalogue: " + Optimizers.all().size() + " rules");
        String papers = Files.readString(Path.of("..", "docs", "papers.md"));
        for (Optimizer optimizer : Optimizers.all()) {
            assertThat(papers).contains("`optim/" + optimizer.getClass().getSimpleName() + "`");
        }
    }

    @Test
    void rateGrid_hasSevenRatesThatIncludeTheDefault() {
        for (Optimizer optimizer : Optimizers.all()) {
            assertThat(optimizer.rateGrid()).hasSize(7).isSorted().contains(optimizer.lr());
        }
        assertThat(new Adam().rateGrid()).containsExactly(1e-4, 3.2e-4, 1e-3, 3.2e-3, 0.01, 0.032, 0.1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '¤', value = {"adam:beta2=0.99,lr=0.5 | adam:beta2=0.99",
            "sgd:lr=0.5 | sgd", "theta <- theta - eta*g | \"θ ← θ − η·g\"",
            "\"theta <- theta - eta*g\":name=plain,lr=0.5 | plain",
            "\"theta <- theta - k*eta*g where k = 3\":name=plain,k=4 | plain:k=4"})
    void label_leavesTheRateOutAndCallsANamedEquationByItsName(String spec, String label) {
        assertThat(Optimizers.parse(spec).label()).isEqualTo(label);
    }
}
