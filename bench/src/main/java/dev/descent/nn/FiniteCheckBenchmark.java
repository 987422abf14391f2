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
    private UpdateWork checked = work(Checks.with(kernels), Backprop.Path.FASTEST);
    private UpdateWork unchecked = checked;

    private UpdateWork work(DenseKernels how, Backprop.Path path) {
        return new UpdateWork(batch, hidden, density, how, path);
    }

    @Override
    protected void prepare() {
        checked = work(Checks.with(kernels), Backprop.Path.FASTEST);
        unchecked = work(Checks.without(kernels), Backprop.Path.FASTEST);
        work(new Checks(kernels, stretches), Backprop.Path.FASTEST).update();
    }

    @Override
    protected float[] plain() {
        UpdateWork plain = work(DenseKernels.scalar(), Backprop.Path.UNFUSED);
        plain.afresh(UPDATES);
        return plain.values();
    }

    @Override
    protected List<Way> ways() {
        return List.of(new Way("checked", () -> checked.afresh(UPDATES), checked.values()),
                new Way("unchecked", () -> unchecked.afresh(UPDATES), unchecked.values()));
    }

    @Benchmark
    public void checked() {
        checked.update();
    }

    @Benchmark
    public void unchecked() {
        unchecked.update();
    }

    @Benchmark
    public boolean checksAlone() {
        return stretches.run(kernels);
    }
}
