package dev.descent.optim;

/// A hyperparameter of a rule under the name that options, JSON, links and Java share.
///
/// @param option       the global name: `beta1`
/// @param symbol       the name in the rule's equation: `β₁`
/// @param defaultValue the value it has unless set
/// @param low          smallest value allowed
/// @param lowOpen      whether `low` itself is forbidden
/// @param high         largest value allowed
/// @param highOpen     whether `high` itself is forbidden
/// @param usual        the usual range in words, for messages: `0.9 to 0.999`
public record Setting(String option, String symbol, double defaultValue, double low, boolean lowOpen, double high,
        boolean highOpen, String usual) {
}
