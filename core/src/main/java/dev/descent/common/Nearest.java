package dev.descent.common;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Finds what a person probably meant: the known name that is nearest to a mistyped one.
public final class Nearest {

    private Nearest() {
    }

    /// The known name nearest to `given` by edit distance (Damerau and Levenshtein, restricted), ignoring case;
    /// empty where none is close enough to be a typing error, at most a third of the longer name's letters.
    public static Optional<String> to(String given, Collection<String> known) {
        String wanted = given.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(name -> distance(wanted, name.toLowerCase(Locale.ROOT)) <= allowed(wanted, name))
                .min(Comparator.comparingInt((String name) -> distance(wanted, name.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /// The sentence ` Did you mean "name"?`, or nothing where no name is near.
    public static String hint(String given, Collection<String> known) {
        return to(given, known).map(name -> " Did you mean \"" + name + "\"?").orElse("");
    }

    /// Something of a name must remain: of a single letter nothing does.
    private static int allowed(String given, String name) {
        int longer = Math.max(given.length(), name.length());
        return longer == 1 ? 0 : Math.max(1, longer / 3);
    }

    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int substitution = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int best = Math.min(d[i - 1][j - 1] + substitution, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1);
                d[i][j] = swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
            }
        }
        return d[a.length()][b.length()];
    }
}
