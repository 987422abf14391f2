package dev.descent.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.equation.Loop;
import dev.descent.equation.Printer;
import dev.descent.equation.RuleProgram;
import dev.descent.optim.Adam;
import dev.descent.optim.CustomRule;
import dev.descent.optim.Optimizer;
import dev.descent.optim.Optimizers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A rule that somebody types is the built-in one, down to its bytecode.
class TypedRuleTest {

    static Stream<Optimizer> rules() {
        return Optimizers.all().stream().flatMap(rule -> rule.entry().variants().stream().map(rule::withVariant));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void typedCopy_ofABuiltInRule_hasTheSameListingAndBytecode(Optimizer optimizer) {
        // In ASCII, as typed; the name is in listings and class files, so it is the same.
        CustomRule typed = CustomRule.of(optimizer.rule().name(), Printer.ascii(optimizer.rule()));
        List<Loop> built = loops(optimizer);
        List<Loop> own = loops(typed);
        assertThat(own).isEqualTo(built);
        for (int p = 0; p < built.size(); p++) {
            assertThat(Printer.listing(own.get(p))).isEqualTo(Printer.listing(built.get(p)));
            for (boolean vectors : new boolean[] {false, true}) {
                assertThat(KernelCompiler.bytes(own.get(p), Lane.FLOAT, vectors))
                        .containsExactlyElementsOf(KernelCompiler.bytes(built.get(p), Lane.FLOAT, vectors));
            }
        }
    }

    @Test
    void adam_typedFromItsPaper_isTheBuiltInOne() {
        CustomRule typed = CustomRule.of("adam", """
                m <- beta1*m + (1-beta1)*g
                v <- beta2*v + (1-beta2)*g^2
                mhat = m/(1-beta1^t)
                vhat = v/(1-beta2^t)
                theta <- theta - eta*mhat/(sqrt(vhat)+eps)
                """);
        Loop own = loops(typed).getFirst();
        Loop built = loops(new Adam()).getFirst();
        assertThat(Printer.listing(own)).isEqualTo(Printer.listing(built));
        assertThat(KernelCompiler.bytes(own, Lane.FLOAT, true))
                .containsExactlyElementsOf(KernelCompiler.bytes(built, Lane.FLOAT, true));
    }

    private static List<Loop> loops(Optimizer optimizer) {
        Optimizer set = optimizer;
        if (optimizer instanceof CustomRule rule) {
            for (String symbol : rule.base().hyperparameters()) {
                String option = dev.descent.equation.Symbols.option(symbol);
                set = set.isSet(option) ? set : set.with(option, 0.5);
            }
        }
        return RuleProgram.of(set.rule()).passes().stream().flatMap(pass -> pass.loops().stream()).toList();
    }
}
