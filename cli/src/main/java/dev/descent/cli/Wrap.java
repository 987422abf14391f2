package dev.descent.cli;

import java.util.ArrayList;
import java.util.List;

/// Breaks long sentences between words.
final class Wrap {

    private Wrap() {
    }

    /// A sentence as lines of fewer than `width` characters, as far as its words allow.
    static List<String> lines(String sentence, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : sentence.split(" ")) {
            if (!line.isEmpty() && line.length() + word.length() >= width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
