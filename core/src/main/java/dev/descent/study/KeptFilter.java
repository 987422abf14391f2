package dev.descent.study;

import dev.descent.common.DescentException;
import dev.descent.common.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which runs and studies a person asks for: `optimizer:adam lr<0.01 state:diverged`. All terms must hold.
///
/// A term is a name, an operator and a value: `=` and `!=` compare, `< <= > >=` compare numbers (and times, as text),
/// `:` also accepts what goes on after the value with another sign (`adam:beta2=0.99`) and `*` for any letters. A word
/// without an operator is looked for in id, data and optimizer.
public final class KeptFilter implements Predicate<Kept> {

    private static final Pattern TERM = Pattern.compile("([A-Za-z][A-Za-z0-9]*)(<=|>=|!=|<|>|=|:)(.*)");
    /// These are known before any run has them.
    private static final Set<String> ALWAYS = Set.of("id", "kind", "state", "data", "optimizer", "lr", "batch", "seed",
            "bestLoss", "created");

    private record Term(String name, String operator, String value) {
    }

    private final List<Term> terms;

    private KeptFilter(List<Term> terms) {
        this.terms = List.copyOf(terms);
    }

    /// Reads a filter.
    ///
    /// @param words with one or more terms each
    /// @param known what the filter will see: their names are the ones that can be asked for
    /// @throws DescentException (usage) for a name that none of them has, with the nearest
    public static KeptFilter parse(List<String> words, Collection<Kept> known) {
        Set<String> names = new TreeSet<>(ALWAYS);
        known.forEach(kept -> names.addAll(kept.names()));
        List<Term> terms = new ArrayList<>();
        for (String word : String.join(" ", words).strip().split("\\s+")) {
            Matcher matcher = TERM.matcher(word);
            if (!matcher.matches()) {
                if (!word.isEmpty()) {
                    terms.add(new Term("", "", word));
                }
                continue;
            }
            Term term = new Term(matcher.group(1), matcher.group(2), matcher.group(3));
            if (!names.contains(term.name)) {
                throw DescentException.usage("\"" + word + "\": no run or study has a value \"" + term.name + "\"."
                        + Nearest.hint(term.name, names) + " Known are " + String.join(", ", names) + ".");
            }
            if (term.operator.matches("[<>]=?") && number(term.value) == null && !term.name.equals("created")) {
                throw DescentException.usage("\"" + word + "\": expected a number after " + term.operator + ", found \""
                        + term.value + "\".");
            }
            terms.add(term);
        }
        return new KeptFilter(terms);
    }

    @Override
    public boolean test(Kept kept) {
        return terms.stream().allMatch(term -> term.name.isEmpty() ? mentions(kept, term.value)
                : holds(kept.value(term.name), term));
    }

    private static boolean mentions(Kept kept, String word) {
        String wanted = word.toLowerCase(Locale.ROOT);
        return List.of("id", "data", "optimizer").stream()
                .anyMatch(name -> kept.value(name) instanceof String text
                        && text.toLowerCase(Locale.ROOT).contains(wanted));
    }

    private static boolean holds(@Nullable Object value, Term term) {
        if (value == null) {
            return term.operator.equals("!=");
        }
        Double wanted = number(term.value);
        Double found = value instanceof Double number ? number : number(String.valueOf(value));
        if (wanted != null && found != null) {
            return compares(Double.compare(found, wanted), term.operator);
        }
        String text = String.valueOf(value).toLowerCase(Locale.ROOT);
        String asked = term.value.toLowerCase(Locale.ROOT);
        return term.operator.equals(":") ? matches(text, asked)
                : compares(text.compareTo(asked), term.operator);
    }

    private static boolean compares(int order, String operator) {
        return switch (operator) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            case "!=" -> order != 0;
            default -> order == 0;
        };
    }

    private static boolean matches(String text, String asked) {
        String pattern = Pattern.quote(asked).replace("*", "\\E.*\\Q");
        return text.matches("(?s)" + pattern + "([^a-z0-9].*)?");
    }

    private static @Nullable Double number(String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException _) {
            return null;
        }
    }
}
