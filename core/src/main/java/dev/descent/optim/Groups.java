package dev.descent.optim;

import dev.descent.common.DescentException;
import dev.descent.common.Nearest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Settings that hold for some of a network's parameters only: `last: lr 1e-4`, `biases: decay 0`.
///
/// A part is `layer1`, `layer2` …, `first` or `last`; `weights` or `biases` of all layers; or both, `last.biases`. Where
/// several name a parameter, the one that says more wins: layer and kind before layer before kind. A group's learning
/// rate is what it is where the rest has the rate that was set; both follow the schedule.
///
/// The rule is the same for all, so settings that add a line to it for all (clipping, the mean of the weights) belong
/// to the rule.
///
/// @param settings by part, then by option, in the order in which they were given
public record Groups(Map<String, Map<String, Double>> settings) {

    /// No groups.
    public static final Groups NONE = new Groups(Map.of());

    private static final Pattern PART = Pattern.compile("(layer[1-9][0-9]{0,5}|first|last)?(?:(?<=.)\\.|^)"
            + "(weights|biases)|(layer[1-9][0-9]{0,5}|first|last)");

    public Groups {
        Map<String, Map<String, Double>> copy = new LinkedHashMap<>();
        settings.forEach((part, values) -> {
            check(part);
            values.keySet().forEach(option -> {
                if (Regularised.holdsForAll(option)) {
                    throw DescentException.usage(part + ": " + option + " holds for all parameters alike; set it for "
                            + "the optimizer.");
                }
            });
            copy.put(part, Collections.unmodifiableMap(new LinkedHashMap<>(values)));
        });
        settings = Collections.unmodifiableMap(copy);
    }

    /// The same with one setting more, in place of an earlier value.
    public Groups with(String part, String option, double value) {
        Map<String, Map<String, Double>> all = copy();
        all.computeIfAbsent(part, _ -> new LinkedHashMap<>()).put(option, value);
        return new Groups(all);
    }

    /// The same without a setting.
    public Groups without(String part, String option) {
        Map<String, Map<String, Double>> all = copy();
        all.getOrDefault(part, new LinkedHashMap<>()).remove(option);
        all.values().removeIf(Map::isEmpty);
        return new Groups(all);
    }

    private Map<String, Map<String, Double>> copy() {
        Map<String, Map<String, Double>> all = new LinkedHashMap<>();
        settings.forEach((name, values) -> all.put(name, new LinkedHashMap<>(values)));
        return all;
    }

    private static Matcher check(String part) {
        Matcher matcher = PART.matcher(part);
        if (!matcher.matches()) {
            throw DescentException.usage("\"" + part + "\" is no part of a network, expected layer1, layer2 …, first, "
                    + "last, weights or biases, or for example last.biases."
                    + Nearest.hint(part, List.of("layer1", "first", "last", "weights", "biases")));
        }
        return matcher;
    }

    /// Checks that an optimizer has the settings and that their values are allowed.
    ///
    /// @throws DescentException (usage)
    public void check(Optimizer optimizer) {
        settings.values().forEach(optimizer::with);
    }

    /// Checks that a network has the layers.
    ///
    /// @throws DescentException (usage)
    public void check(int layers) {
        for (String part : settings.keySet()) {
            int layer = layer(check(part), layers);
            if (layer >= layers) {
                throw DescentException.usage("There is no layer" + (layer + 1) + "; the network has "
                        + (layers == 1 ? "layer1 alone." : "layer1 to layer" + layers + ", the last one its output."));
            }
        }
    }

    /// What is changed for the weights or biases of a layer.
    ///
    /// @param layer  counted from 0
    /// @param layers how many there are
    public Map<String, Double> of(int layer, int layers, boolean biases) {
        List<Map.Entry<Integer, Map<String, Double>>> found = new ArrayList<>();
        settings.forEach((part, values) -> {
            Matcher matcher = check(part);
            int only = layer(matcher, layers);
            String kind = matcher.group(2);
            if ((only < 0 || only == layer) && (kind == null || kind.equals(biases ? "biases" : "weights"))) {
                found.add(Map.entry((only < 0 ? 0 : 2) + (kind == null ? 0 : 1), values));
            }
        });
        found.sort(Comparator.comparing(Map.Entry::getKey));
        Map<String, Double> changes = new LinkedHashMap<>();
        found.forEach(group -> changes.putAll(group.getValue()));
        return changes;
    }

    /// The layer that a part names, counted from 0; −1 for every layer.
    private static int layer(Matcher part, int layers) {
        String name = part.group(1) == null ? part.group(3) : part.group(1);
        if (name == null) {
            return -1;
        }
        return switch (name) {
            case "first" -> 0;
            case "last" -> layers - 1;
            default -> Integer.parseInt(name.substring("layer".length())) - 1;
        };
    }

    /// An optimizer whose rule has the lines that any of the stretches needs; where one has L2 or decay and another has
    /// not, that one's is 0 and its line changes nothing.
    static Optimizer covering(Optimizer optimizer, List<Stretch> stretches) {
        Optimizer result = optimizer;
        for (Stretch stretch : stretches) {
            for (Map.Entry<String, Double> change : stretch.changes().entrySet()) {
                if (Regularised.addsALine(change.getKey()) && result.get(change.getKey()) == 0) {
                    result = result.with(change.getKey(), change.getValue());
                }
            }
        }
        return result;
    }
}
