package dev.descent.bench;

/// The size of a product, as a parameter of benchmarks: (rows, depth)·(depth, columns). The sizes are those of the network of
/// `descent bench`, 784-500-500-10, whose 500 units are padded to 512 columns.
///
/// @param rows    of the result: the batch, or the inputs where the product is a weight gradient
/// @param depth   what is summed over
/// @param columns of the result, a multiple of 16
record Shape(int rows, int depth, int columns) {

    static final String FORWARD_100 = "100x784x512";
    static final String FORWARD_1000 = "1000x784x512";
    static final String HIDDEN_1000 = "1000x512x512";
    static final String WEIGHTS_100 = "784x100x512";
    static final String WEIGHTS_1000 = "784x1000x512";
    static final String INPUTS_100 = "100x512x512";

    static Shape parse(String shape) {
        String[] numbers = shape.split("x");
        return new Shape(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), Integer.parseInt(numbers[2]));
    }

    /// Of a whole product; a multiply-add is two.
    double operations() {
        return 2.0 * rows * depth * columns;
    }
}
