package dev.descent.common;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/// What was worked out lately, so that whoever asks again gets the same at once. Of more than a fixed number the one goes
/// that was not asked for the longest, which bounds the memory of a process that never ends. Threads may share it: what
/// several ask for at once is worked out once.
///
/// @param <K> what is asked for
/// @param <V> what is worked out from it
public final class Recent<K, V> {

    private final Map<K, V> known;

    /// @param most how many are kept
    public Recent(int most) {
        known = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    /// What is known of a key, or else what `make` says, which is kept unless it fails.
    public synchronized V of(K key, Function<? super K, ? extends V> make) {
        V value = known.get(key);
        if (value == null) {
            value = make.apply(key);
            known.put(key, value);
        }
        return value;
    }
}
