package dev.descent.cli;

import dev.descent.common.Json;
import dev.descent.study.ComparisonJson;
import dev.descent.study.ComparisonPlan;
import dev.descent.study.StudyFolder;
import dev.descent.train.DataSource;
import dev.descent.train.Recipe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// What a study is begun with: the words of its command line, so that `--continue` need not repeat them, and what they
/// came to, so that a study that goes on can be held against it.
///
/// @param file       the data, as the command line names them from any folder
/// @param options    the options that were given, by name; those that only concern one start of the study left out
/// @param definition data, recipe and plan: what decides the runs
/// @param tuned      what is searched, by option
record StudyStart(String file, Map<String, String> options, Map<String, @Nullable Object> definition,
        List<String> tuned) {

    /// Options that decide no run: each start chooses anew.
    private static final Set<String> EACH_START = Set.of("--threads", "--no-timing", "--report", "--out", "--json",
            "--quiet", "--verbose", "--color", "--no-progress", "--runs-dir", "--target-loss", "--require");
    private static final String CONTINUE = "--continue";

    /// What a command line begins.
    static StudyStart of(ParseResult parsed, DataSource source, Recipe recipe, ComparisonPlan plan,
            List<String> tuned) {
        Map<String, @Nullable Object> decided = recipe.toJson();
        Map<String, @Nullable Object> training = new LinkedHashMap<>(Json.object(decided.get("training"), "training"));
        // The plan says which.
        training.remove("optimizer");
        training.remove("seed");
        decided.put("training", training);
        Map<String, @Nullable Object> definition = new LinkedHashMap<>();
        definition.put("data", source.title());
        definition.put("sha256", source.sha256());
        definition.put("recipe", decided);
        definition.put("plan", ComparisonJson.plan(plan));
        Map<String, String> options = said(parsed);
        options.keySet().removeAll(EACH_START);
        return new StudyStart(source.name(), options, definition, tuned);
    }

    /// The options of a command line by name; a flag's value is empty.
    private static Map<String, String> said(ParseResult parsed) {
        Map<String, String> said = new LinkedHashMap<>();
        for (OptionSpec option : parsed.matchedOptions()) {
            said.put(option.longestName(), option.arity().max() == 0 ? ""
                    : option.getValue() instanceof Path path ? path.toAbsolutePath().normalize().toString()
                            : String.join(",", option.originalStringValues()));
        }
        said.remove(CONTINUE);
        return said;
    }

    /// The command line that goes on with a study: its own words, but for what is said anew.
    ///
    /// @param now what is said now
    static List<String> goingOn(StudyFolder folder, ParseResult now) {
        Map<String, @Nullable Object> content = folder.content();
        Map<String, String> options = new LinkedHashMap<>();
        Json.object(content.get("options"), folder.json() + ", options")
                .forEach((name, value) -> options.put(name, Json.string(value, folder.json() + ", " + name)));
        // The plan holds each rule itself: a .rule file may be gone by now, or be another one in this folder.
        options.computeIfPresent("--optimizer", (_, _) -> rules(content, folder.json() + ", plan"));
        options.putAll(said(now));
        List<String> line = new ArrayList<>();
        line.add(now.matchedPositionals().isEmpty() ? Json.string(content.get("file"), folder.json() + ", file")
                : String.join("", now.matchedPositional(0).originalStringValues()));
        options.forEach((name, value) -> line.add(value.isEmpty() ? name : name + "=" + value));
        return line;
    }

    private static String rules(Map<String, @Nullable Object> content, String where) {
        List<String> specs = new ArrayList<>();
        for (Object candidate : Json.array(Json.object(content.get("plan"), where).get("candidates"), where)) {
            specs.add(Json.string(Json.object(candidate, where).get("spec"), where + ", spec"));
        }
        return String.join(",", specs);
    }

    /// What `study.json` says of it.
    Map<String, @Nullable Object> json(StudyFolder folder) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("format", StudyFolder.FORMAT);
        json.put("id", folder.id());
        json.put("kind", "compare");
        json.put("status", "unfinished");
        json.put("file", file);
        json.put("options", options);
        json.put("tuned", tuned);
        json.putAll(definition);
        return json;
    }
}
