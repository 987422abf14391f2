package dev.descent.data;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The preparation of images: pixels divided by 255.
record ImagePreparation(TargetInfo target) implements Preparation {

    @Override
    public int features() {
        throw new UnsupportedOperationException("being written");
    }

    @Override
    public List<String> featureNames() {
        throw new UnsupportedOperationException("being written");
    }

    @Override
    public List<String> requiredColumns() {
        throw new UnsupportedOperationException("being written");
    }

    @Override
    public List<String> categoricalColumns() {
        throw new UnsupportedOperationException("being written");
    }

    @Override
    public List<String> report() {
        throw new UnsupportedOperationException("being written");
    }

    @Override
    public Transformed transform(Dataset data, int[] rows) {
        throw new UnsupportedOperationException("being written");
    }

    @Override
    public Transformed transformLabelled(Dataset data, int[] rows) {
        throw new UnsupportedOperationException("being written");
    }

    @Override
    public Map<String, @Nullable Object> toJson() {
        throw new UnsupportedOperationException("being written");
    }
}
