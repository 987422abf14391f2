package dev.descent.data;

import dev.descent.common.DescentException;
import dev.descent.common.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The preparation of images: pixels divided by 255, never centred. Centring would turn every zero pixel, which the
/// kernels skip, into work.
///
/// @param target what is predicted
/// @param width  pixels in a row
/// @param height rows of pixels
record ImagePreparation(TargetInfo target, int width, int height) implements Preparation {

    static final String KIND = "images";
    /// What the labels of images are called where a column's name is expected.
    static final String TARGET = "label";

    static ImagePreparation fit(Images images, Target target, PreparationOptions options) {
        if (!options.features().isEmpty() || !options.drop().isEmpty() || !options.keep().isEmpty()
                || !options.categorical().isEmpty()) {
            throw DescentException.usage("--features, --drop, --keep and --categorical name columns, but "
                    + images.name() + " holds images; leave them out");
        }
        return new ImagePreparation(TargetInfo.classification(target.name(), target.classes()), images.width(),
                images.height());
    }

    @Override
    public int features() {
        return width * height;
    }

    @Override
    public List<String> featureNames() {
        return IntStream.range(0, features()).mapToObj(i -> "pixel " + i / width + "," + i % width).toList();
    }

    @Override
    public List<String> requiredColumns() {
        return List.of();
    }

    @Override
    public List<String> categoricalColumns() {
        return List.of();
    }

    @Override
    public List<String> report() {
        return List.of(width + "×" + height + " pixels divided by 255, not centred");
    }

    @Override
    public int[] labelledRows(Dataset data) {
        labels(images(data));
        return IntStream.range(0, data.rows()).toArray();
    }

    @Override
    public Transformed transform(Dataset data, int[] rows) {
        return transform(images(data), rows, new float[0]);
    }

    @Override
    public Transformed transformLabelled(Dataset data, int[] rows) {
        Images images = images(data);
        int[] labels = labels(images);
        float[] targets = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            String name = images.classes().get(labels[rows[i]]);
            targets[i] = target.classes().indexOf(name);
            if (targets[i] < 0) {
                throw DescentException.data(images.name() + ", image " + (rows[i] + 1) + ": \"" + name
                        + "\" is no class of this model. Classes: " + Words.list(target.classes(), 20));
            }
        }
        return transform(images, rows, targets);
    }

    private Transformed transform(Images images, int[] rows, float[] targets) {
        int features = features();
        if ((long) rows.length * features > Integer.MAX_VALUE - 16) {
            throw new DescentException(DescentException.Kind.OUT_OF_MEMORY, Words.count(rows.length, "image") + " of "
                    + features + " pixels are more than the 2³¹ numbers that one array holds. Use fewer");
        }
        float[] levels = new float[256];
        for (int level = 0; level < 256; level++) {
            levels[level] = level / 255f;
        }
        float[] x = new float[rows.length * features];
        for (int i = 0; i < rows.length; i++) {
            int from = rows[i] * features;
            for (int k = 0; k < features; k++) {
                x[i * features + k] = levels[images.pixels()[from + k] & 0xFF];
            }
        }
        return new Transformed(new Examples(rows.length, features, x, targets), List.of());
    }

    private Images images(Dataset data) {
        if (!(data instanceof Images images)) {
            throw DescentException.data(data.name() + " is a table, the model was trained on images of " + width + "×"
                    + height + " pixels");
        }
        if (images.width() != width || images.height() != height) {
            throw DescentException.data(images.name() + " has images of " + images.width() + "×" + images.height()
                    + " pixels, the model was trained on " + width + "×" + height);
        }
        return images;
    }

    private static int[] labels(Images images) {
        if (images.labels() == null) {
            throw DescentException.data(images.name() + " has images without labels. Pass their file with --labels");
        }
        return images.labelled();
    }

    @Override
    public Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("kind", KIND);
        json.put("target", target.toJson());
        json.put("width", (double) width);
        json.put("height", (double) height);
        return json;
    }

    static ImagePreparation fromJson(Map<String, @Nullable Object> json, String where) {
        return new ImagePreparation(TargetInfo.fromJson(json.get("target"), where + ", \"target\""),
                (int) Json.integer(json.get("width"), where + ", \"width\"", 1, 1 << 14),
                (int) Json.integer(json.get("height"), where + ", \"height\"", 1, 1 << 14));
    }
}
