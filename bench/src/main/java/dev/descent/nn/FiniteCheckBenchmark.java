package dev.descent.nn;

import dev.descent.bench.Twin;
import dev.descent.kernel.DenseKernels;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/// An update with its checks for finite numbers, without those that go over stored numbers, and those alone. What the row
/// kernel adds up on its way is in both updates; see `RowCheckBenchmark`. For shares to a fraction of a percent use
/// [CheckShare], which takes turns.
public class FiniteCheckBenchmark extends Twin {

    private static final int UPDATES = 3;

    @Param({"1", "10", "100"})
    int batch = 1;

    @Param({"0.2", "1"})
    double density = 0.2;

    @Param("500")
    int hidden = 500;

    private final DenseKernels kernels = DenseKernels.vectors();
    private final Checks.Stretches stretches = new Checks.Stretches();
    private final Checks.Switch check = new Checks.Switch(kernels);
    private UpdateWork work = fastest(check);

    private UpdateWork fastest(Checks.Check what) {
        return new UpdateWork(batch, hidden, density, new Checks(kernels, what), Backprop.Path.FASTEST);
    }

    @Override
    protected void prepare() {
        work = fastest(check);
        fastest(stretches).update();
    }

    @Override
    protected float[] plain() {
        UpdateWork plain = new UpdateWork(batch, hidden, density, DenseKernels.scalar(), Backprop.Path.UNFUSED);
        plain.afresh(UPDATES);
        return plain.values();
    }

    @Override
    protected List<Way> ways() {
        return List.of(new Way("checked", () -> afresh(true), work.values()),
                new Way("unchecked", () -> afresh(false), work.values()));
    }

    private void afresh(boolean checks) {
        check.on = checks;
        work.afresh(UPDATES);
    }

    @Benchmark
    public void checked() {
        check.on = true;
        work.update();
    }

    @Benchmark
    public void unchecked() {
        check.on = false;
        work.update();
    }

    @Benchmark
    public boolean checksAlone() {
        return stretches.run(kernels);
    }
}
