package dev.descent.bench;

import org.openjdk.jmh.annotations.Param;

/// The way forward of larger batches, `x·W + b`.
public class ForwardBenchmark extends Product {

    @Param({Shape.FORWARD_100, Shape.FORWARD_1000, Shape.HIDDEN_1000})
    String shape = Shape.FORWARD_100;

    public ForwardBenchmark() {
        super(false);
    }

    @Override
    String shape() {
        return shape;
    }
}
