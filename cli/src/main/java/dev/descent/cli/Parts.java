package dev.descent.cli;

import java.util.ArrayList;
import java.util.List;

/// An option whose items, with commas between them, may each be for a part of the network: `last: 1e-4, rest: 0.01`, or
/// `l2=1e-4, biases: l2=0`. An item without a part, or for `rest`, is for whatever has none of its own.
///
/// @param rest  the items without a part
/// @param items the others, in the order in which they were given
record Parts(List<String> rest, List<Item> items) {

    private static final String REST = "rest";

    /// What is said about one part.
    record Item(String part, String text) {
    }

    static Parts of(String option) {
        List<String> rest = new ArrayList<>();
        List<Item> items = new ArrayList<>();
        for (String item : option.split(",", -1)) {
            int colon = item.indexOf(':');
            // In beta1=0.8:eps=1e-6 the colon separates two settings.
            boolean named = colon >= 0 && !item.substring(0, colon).contains("=");
            String part = named ? item.substring(0, colon).strip() : REST;
            String text = named ? item.substring(colon + 1).strip() : item.strip();
            if (part.equals(REST)) {
                rest.add(text);
            } else {
                items.add(new Item(part, text));
            }
        }
        return new Parts(List.copyOf(rest), List.copyOf(items));
    }
}
