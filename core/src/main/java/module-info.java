/// Descent's library: equations, kernels, optimizers, data, networks, training, studies.
///
/// It depends on nothing but the JDK. With `--add-modules jdk.incubator.vector` loops run on the Vector API;
/// without it everything works with the same bits, only slower.
@SuppressWarnings("module") // the two friends below are compiled later
module dev.descent.core {
    requires static org.jspecify;
    requires static jdk.incubator.vector;

    exports dev.descent.common;
    exports dev.descent.equation;
    exports dev.descent.optim;
    exports dev.descent.objective;
    exports dev.descent.data;
    exports dev.descent.nn;
    exports dev.descent.train;
    exports dev.descent.study;
    exports dev.descent.practice;
    exports dev.descent.kernel to
            dev.descent.cli, dev.descent.bench;
}
