package dev.descent.optim;

import dev.descent.equation.UpdateRule;
import java.util.Map;

/// One published form of a rule.
///
/// @param variant  its name: `classic` (the slides' form), `paper`, `torch`, `keras`
/// @param equation the rule in the language of equations
/// @param defaults where this form's defaults differ, by option
/// @param note     what is different about it, in a sentence
/// @param rule     the equation, parsed
public record Form(String variant, String equation, Map<String, Double> defaults, String note, UpdateRule rule) {

    public Form {
        defaults = Map.copyOf(defaults);
    }
}
