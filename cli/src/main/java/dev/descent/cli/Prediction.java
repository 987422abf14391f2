package dev.descent.cli;

import dev.descent.common.DescentException;
import dev.descent.practice.Practice;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a person expects before a practice runs.
///
/// @param question that was asked
/// @param choice   from 0; −1 where nobody answered
record Prediction(Practice.Question question, int choice) {

    /// Asks, if wanted.
    ///
    /// @param given what stood behind `--predict`: `ask`, the number of a choice, or null to ask nothing
    /// @throws DescentException (usage) for an answer that is none of the choices
    static Prediction of(Practice.Question question, @Nullable String given, Terminal terminal) {
        if (given == null) {
            return new Prediction(question, -1);
        }
        terminal.sentence("Before the runs: " + question.text());
        List<String> choices = question.choices();
        for (int i = 0; i < choices.size(); i++) {
            terminal.result("  " + (i + 1) + "  " + choices.get(i));
        }
        String answer = given;
        if (given.equals("ask")) {
            terminal.say("your answer, 1 to " + choices.size() + " (return for none):");
            answer = line();
        }
        if (answer.isBlank()) {
            return new Prediction(question, -1);
        }
        if (!answer.strip().matches("[0-9]{1,3}") || Integer.parseInt(answer.strip()) < 1
                || Integer.parseInt(answer.strip()) > choices.size()) {
            throw DescentException.usage("--predict " + answer.strip() + ": expected the number of an answer, 1 to "
                    + choices.size());
        }
        terminal.result("");
        return new Prediction(question, Integer.parseInt(answer.strip()) - 1);
    }

    private static String line() {
        try {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw DescentException.usage("--predict: no answer can be read here (" + e.getMessage()
                    + "). Give it with the option: --predict 2");
        }
    }

    boolean made() {
        return choice >= 0;
    }

    /// How the answer stands beside what came out.
    ///
    /// @param outcome the choice that came true
    String verdict(int outcome) {
        String came = "\"" + question.choices().get(outcome) + "\"";
        return choice == outcome ? "You expected " + came + ", and so it is."
                : "You expected \"" + question.choices().get(choice) + "\"; in this run it is " + came + ".";
    }
}
