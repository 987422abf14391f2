package dev.descent.train;

import dev.descent.common.DescentException;
import dev.descent.common.Json;
import dev.descent.data.Preparation;
import dev.descent.data.TargetInfo;
import dev.descent.data.Task;
import dev.descent.nn.Activation;
import dev.descent.nn.Dense;
import dev.descent.nn.Layout;
import dev.descent.nn.Loss;
import dev.descent.nn.Network;
import dev.descent.nn.Parameters;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The content of `model.descent`: the preparation, the network's shape, the rule's text, and one array for the weights
/// and one for the biases of each layer, without padding, weights (in, out) row-major.
final class ModelFile {

    private static final int FORMAT = 1;
    private static final String KIND = "model";
    /// Far more than fits into a heap: only there to reject absurd shapes before arithmetic on them.
    private static final int MOST_UNITS = 1 << 24;

    private ModelFile() {
    }

    static TensorFile.Content content(Model model) {
        Map<String, @Nullable Object> description = new LinkedHashMap<>();
        description.put("kind", KIND);
        description.put("format", FORMAT);
        description.put("network", network(model.network()));
        description.put("preparation", model.preparation().toJson());
        description.put("rule", model.rule());
        return new TensorFile.Content(description, arrays("", model.parameters().layout(),
                model.parameters().values()), Map.of());
    }

    static Model read(Path file) {
        TensorFile.Content content = TensorFile.read(file, KIND);
        expect(content, KIND, FORMAT, file);
        Network network = network(content.description().get("network"), file + ", network");
        Preparation preparation = Preparation.fromJson(content.description().get("preparation"),
                file + ", preparation");
        TargetInfo target = preparation.target();
        int outputs = target.task() == Task.REGRESSION || network.loss() == Loss.LOGISTIC
                ? 1 : target.classes().size();
        if (network.inputs() != preparation.features() || network.outputs() != outputs
                || network.loss().task() != target.task()) {
            throw DescentException.data(file + " is not a usable model: its network of " + network.inputs()
                    + " inputs and " + network.outputs() + " outputs does not suit its preparation to "
                    + preparation.features() + " features and " + outputs + " outputs.");
        }
        long count = network.count();
        long found = content.floats().values().stream().mapToLong(array -> array.length).sum();
        if (count != found) {
            throw DescentException.data(file + " is not a usable model: its network has " + count
                    + " parameters, the file " + found + ".");
        }
        Parameters parameters = Parameters.zero(network);
        restore("", parameters.layout(), content, parameters.values(), file);
        for (float value : parameters.values()) {
            if (!Float.isFinite(value)) {
                throw DescentException.data(file + " is not a usable model: it holds a parameter " + value + ".");
            }
        }
        return new Model(preparation, network, parameters,
                Json.string(content.description().get("rule"), file + ", rule"));
    }

    /// Refuses a file of another kind or of a later format.
    static void expect(TensorFile.Content content, String kind, int format, Path file) {
        if (!kind.equals(content.description().get("kind"))) {
            throw DescentException.data(file + " is a " + content.description().get("kind") + ", expected a " + kind
                    + ".");
        }
        long found = Json.integer(content.description().get("format"), file + ", format", 1, Integer.MAX_VALUE);
        if (found > format) {
            throw DescentException
                    .data(file + " has format " + found + ", this version of Descent reads up to " + format
                            + ": use a newer one.");
        }
    }

    /// One array per matrix of the layout, without padding.
    static Map<String, float[]> arrays(String prefix, Layout layout, float[] padded) {
        Map<String, float[]> arrays = new LinkedHashMap<>();
        for (Layout.View view : layout.views()) {
            float[] array = new float[view.rows() * view.columns()];
            for (int row = 0; row < view.rows(); row++) {
                System.arraycopy(padded, view.offset() + row * view.stride(), array, row * view.columns(),
                        view.columns());
            }
            arrays.put(prefix + view.name(), array);
        }
        return arrays;
    }

    /// The inverse of [#arrays].
    static void restore(String prefix, Layout layout, TensorFile.Content content, float[] padded, Path file) {
        for (Layout.View view : layout.views()) {
            float[] array = content.floats(prefix + view.name(), view.rows() * view.columns(), file);
            for (int row = 0; row < view.rows(); row++) {
                System.arraycopy(array, row * view.columns(), padded, view.offset() + row * view.stride(),
                        view.columns());
            }
        }
    }

    private static Map<String, @Nullable Object> network(Network network) {
        List<Object> layers = new ArrayList<>();
        for (Dense layer : network.layers()) {
            layers.add(RecipeJson.object("units", layer.outputs(), "activation", layer.activation().option()));
        }
        return RecipeJson.object("inputs", network.inputs(), "layers", layers, "loss", network.loss().option());
    }

    private static Network network(@Nullable Object json, String where) {
        Map<String, @Nullable Object> parts = Json.object(json, where);
        int inputs = (int) Json.integer(parts.get("inputs"), where + ", inputs", 1, MOST_UNITS);
        List<Dense> layers = new ArrayList<>();
        int width = inputs;
        for (Object item : Json.array(parts.get("layers"), where + ", layers")) {
            Map<String, @Nullable Object> layer = Json.object(item, where + ", layers");
            int units = (int) Json.integer(layer.get("units"), where + ", units", 1, MOST_UNITS);
            layers.add(new Dense(width, units, named(() -> Activation.byName(
                    Json.string(layer.get("activation"), where + ", activation")), where)));
            width = units;
        }
        Loss loss = named(() -> Loss.byName(Json.string(parts.get("loss"), where + ", loss")), where);
        if (layers.isEmpty() || loss == Loss.LOGISTIC && width != 1) {
            throw DescentException.data(where + ": " + layers.size() + " layers ending in " + width
                    + " units do not suit the loss " + loss.option());
        }
        return new Network(inputs, layers, loss);
    }

    /// A wrong name in a file is the file's fault, not the user's.
    private static <T> T named(java.util.function.Supplier<T> lookup, String where) {
        try {
            return lookup.get();
        } catch (DescentException e) {
            throw new DescentException(DescentException.Kind.DATA, where + ": " + e.getMessage(), e);
        }
    }
}
