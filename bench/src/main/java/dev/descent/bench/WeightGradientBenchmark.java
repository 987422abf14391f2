package dev.descent.bench;

import org.openjdk.jmh.annotations.Param;

/// The weight gradient of larger batches, `xᵀ·δ`: one chain over the batch for each weight.
public class WeightGradientBenchmark extends Product {

    @Param({Shape.WEIGHTS_100, Shape.WEIGHTS_1000})
    String shape = Shape.WEIGHTS_100;

    public WeightGradientBenchmark() {
        super(true);
    }

    @Override
    String shape() {
        return shape;
    }
}
