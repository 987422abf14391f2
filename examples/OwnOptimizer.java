import dev.descent.data.Bundled;
import dev.descent.data.Dataset;
import dev.descent.optim.Optimizer;
import dev.descent.optim.Optimizers;
import dev.descent.train.Descent;
import dev.descent.train.TrainedRun;

/// An optimizer from its equation: the sign of a running mean of gradients, and the mean afterwards (Lion, Chen and
/// others 2023, algorithm 2). The equation is compiled like those of the catalogue and runs as fast.
class OwnOptimizer {

    private static final String LION = """
            θ ← θ − η·sign(β₁·m + (1 − β₁)·g)
            m ← β₂·m + (1 − β₂)·g
            where β₁ = 0.9, β₂ = 0.99
            """;

    static void main() {
        Dataset moons = Bundled.MOONS.load(1);
        for (Optimizer optimizer : new Optimizer[]{Optimizers.parse("adam"), Optimizers.parse(LION).withLr(0.001)}) {
            TrainedRun run = Descent.train(moons).target("class").optimizer(optimizer).epochs(20).seed(1).run();
            IO.println(optimizer.name() + ": accuracy " + run.metrics().main() + " after "
                    + run.updates() + " updates");
        }
    }
}
