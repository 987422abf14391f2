package dev.descent.train;

import dev.descent.common.DescentException;
import dev.descent.data.Dataset;
import dev.descent.data.Examples;
import dev.descent.data.Preparation;
import dev.descent.data.TargetInfo;
import dev.descent.data.Task;
import dev.descent.data.Transformed;
import dev.descent.kernel.Workers;
import dev.descent.nn.Backprop;
import dev.descent.nn.Network;
import dev.descent.nn.Parameters;
import java.nio.file.Path;
import java.util.List;

/// What training leaves: how raw rows become numbers, the network, its parameters. It predicts from rows as people have
/// them, in the target's own units.
///
/// A saved model is data: the same data, recipe and seed give the same bytes on every machine, for any number of
/// threads; it holds no time, path, thread count or vector width.
public final class Model {

    /// Rows that go through the network at a time.
    private static final int BLOCK = 1024;

    private final Preparation preparation;
    private final Network network;
    private final Parameters parameters;
    private final String rule;

    Model(Preparation preparation, Network network, Parameters parameters, String rule) {
        this.preparation = preparation;
        this.network = network;
        this.parameters = parameters;
        this.rule = rule;
    }

    /// Reads a model that [#save] wrote.
    ///
    /// @throws DescentException (data) for anything but an intact model
    public static Model load(Path file) {
        return ModelFile.read(file);
    }

    /// Writes the model; an existing file is replaced in one step.
    ///
    /// @throws DescentException (cannot write)
    public void save(Path file) {
        save(Disk.real(), file);
    }

    void save(Disk disk, Path file) {
        AtomicFile.write(disk, file, TensorFile.encode(ModelFile.content(this)));
    }

    /// How raw rows become numbers.
    public Preparation preparation() {
        return preparation;
    }

    /// What is predicted.
    public TargetInfo target() {
        return preparation.target();
    }

    /// The shape of the network.
    public Network network() {
        return network;
    }

    /// The numbers of the network; not to be changed.
    public Parameters parameters() {
        return parameters;
    }

    /// The update rule that found them, as an equation.
    public String rule() {
        return rule;
    }

    /// Predicts every row of a data set that has the columns of the training; others are ignored, a target is not
    /// needed.
    ///
    /// @throws DescentException (data) naming what is missing
    public Predictions predict(Dataset data) {
        Transformed transformed = preparation.transform(data, all(data));
        return predictions(transformed.examples(), transformed.notes());
    }

    /// Judges the model on labelled rows; rows without target must have been removed.
    ///
    /// @throws DescentException (data) naming what is missing
    public Metrics evaluate(Dataset data) {
        return judge(preparation.transformLabelled(data, all(data)).examples());
    }

    /// Judges the model on prepared rows.
    Metrics judge(Examples examples) {
        Predictions predictions = predictions(examples, List.of());
        double loss = backprop(examples.rows()).loss(parameters, examples.x(), examples.targets(), null, 0,
                examples.rows());
        return target().task() == Task.REGRESSION
                ? Judge.regression(predictions.values(), Judge.originals(examples, target()), loss)
                : Judge.classes(predictions.probabilities(), Judge.labels(examples), target(), loss);
    }

    Predictions predictions(Examples examples, List<String> notes) {
        int rows = examples.rows();
        int outputs = network.outputs();
        int classes = target().classes().size();
        double[] values = new double[rows];
        double[] probabilities = new double[rows * classes];
        float[] out = new float[Math.min(BLOCK, rows) * outputs];
        Backprop backprop = backprop(rows);
        for (int from = 0; from < rows; from += BLOCK) {
            int count = Math.min(BLOCK, rows - from);
            backprop.predict(parameters, examples.x(), from, count, out);
            for (int i = 0; i < count; i++) {
                int row = from + i;
                if (classes == 0) {
                    values[row] = target().original(out[i]);
                    continue;
                }
                for (int k = 0; k < classes; k++) {
                    probabilities[row * classes + k] = outputs == 1
                            ? k == 0 ? 1 - (double) out[i] : out[i]
                            : out[i * outputs + k];
                }
                values[row] = Judge.mostProbable(probabilities, row, classes);
            }
        }
        return new Predictions(target(), values, probabilities, notes);
    }

    private Backprop backprop(int rows) {
        return new Backprop(network, Math.max(1, Math.min(BLOCK, rows)), Workers.single());
    }

    private static int[] all(Dataset data) {
        int[] rows = new int[data.rows()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i;
        }
        return rows;
    }
}
