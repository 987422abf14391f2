package dev.descent.cli;

import dev.descent.lab.Lab;
import dev.descent.practice.Practice;
import dev.descent.practice.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The page of the laboratory that shows a practice's setting.
///
/// @param address from `#` on
/// @param file    what the laboratory must be started with; empty where it has the data
record LabLink(String address, String file) {

    /// Empty where no page can show these data or this formula.
    ///
    /// @param argument what the command line calls the data; nothing for a formula
    static Optional<LabLink> of(Practice practice, String argument) {
        Topic topic = practice.topic();
        boolean own = !topic.ofFormula() && Files.exists(Path.of(argument));
        Optional<String> id = topic.ofFormula() ? Optional.of("")
                : own ? Optional.of(Lab.idOf(Path.of(argument)))
                        : Optional.of(argument).filter(Lab.BUNDLED::contains);
        return id.flatMap(practice::page).map(settings -> new LabLink(
                "#/" + topic.slug() + (settings.isEmpty() ? "" : "?" + settings), own ? argument : ""));
    }

    /// What stands behind the program's name to open it.
    String arguments() {
        return "lab " + (file.isEmpty() ? "" : Hints.quoted(file) + " ") + Hints.quoted(address);
    }
}
