package dev.descent.study;

import dev.descent.common.CounterRandom;
import dev.descent.common.CounterRandom.Purpose;
import dev.descent.common.DescentException;
import dev.descent.optim.Optimizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// What a search varies. Trial k of a rule is a function of the seed and k alone, so any number of trials is the
/// beginning of any larger number, and who stops for want of time has what a smaller search would have had.
///
/// Trials fill the space evenly however many there are: their places are multiples of irrational steps, modulo 1, from
/// a start that the seed decides (Roberts 2018, the sequence R_d; Bergstra and Bengio 2012 on why such places beat a
/// grid where several things vary). All rules get the same places, each in its own ranges.
///
/// ```java
/// SearchSpace space = SearchSpace.parse("lr,batch=16/32/64,decay");
/// Variation fifth = space.trial(Optimizers.byName("adam"), 1, 4);
/// ```
///
/// @param dimensions what varies, in the order of naming
public record SearchSpace(List<Dimension> dimensions) {

    public SearchSpace {
        dimensions = List.copyOf(dimensions);
        Set<String> options = new HashSet<>();
        for (Dimension dimension : dimensions) {
            if (!options.add(dimension.option())) {
                throw DescentException.usage("--tune names " + dimension.option() + " twice.");
            }
        }
        if (dimensions.isEmpty()) {
            throw DescentException.usage("--tune names nothing; expected for example lr,batch,hidden.");
        }
    }

    /// Only the learning rate, over each rule's declared range.
    public static SearchSpace rate() {
        return new SearchSpace(List.of(Dimension.rate()));
    }

    /// Reads a list such as `lr,batch=16/32,momentum=0.5..0.99`; see [Dimension]. A name alone has its usual range.
    ///
    /// @throws DescentException (usage) for names without a range, or values that make no sense
    public static SearchSpace parse(String text) {
        // A comma also stands between the layers of a network; a name begins with a letter, a number of units does not.
        List<Dimension> dimensions = new ArrayList<>();
        for (String part : text.strip().split("\\s*,\\s*(?=[A-Za-z])", -1)) {
            dimensions.add(Dimension.parse(part.strip()));
        }
        return new SearchSpace(dimensions);
    }

    /// What varies, by name.
    public List<String> options() {
        return dimensions.stream().map(Dimension::option).toList();
    }

    /// Whether only the learning rate varies.
    public boolean rateOnly() {
        return dimensions.stream().allMatch(dimension -> dimension.option().equals(Dimension.LR));
    }

    /// The same with the rates that a text asks for.
    ///
    /// @param rates `grid` leaves the range as it is; one number or a comma list: exactly these
    /// @throws DescentException (usage) for anything else
    public SearchSpace withRates(String rates) {
        if (rates.strip().equals("grid")) {
            return this;
        }
        List<Dimension> all = new ArrayList<>(
                dimensions.stream().filter(dimension -> !dimension.option().equals(Dimension.LR)).toList());
        all.addFirst(Dimension.rates("--lr " + rates, rates));
        return new SearchSpace(all);
    }

    /// Refuses to search what no rule has.
    ///
    /// @throws DescentException (usage) naming it
    public void check(List<Optimizer> rules) {
        for (Dimension dimension : dimensions) {
            if (!dimension.option().equals(Dimension.LR) && rules.stream().noneMatch(dimension::suits)) {
                throw DescentException.usage("--tune " + dimension.option() + ": none of "
                        + String.join(", ", rules.stream().map(Optimizer::label).toList()) + " has it.");
            }
        }
    }

    /// The trial of a number.
    ///
    /// @param seed of the search
    /// @param k    which, from 0
    public Variation trial(Optimizer rule, long seed, int k) {
        CounterRandom random = CounterRandom.of(seed, Purpose.SEARCH);
        double step = 1 / root(dimensions.size());
        Variation variation = Variation.of(rule);
        double stride = 1;
        for (int d = 0; d < dimensions.size(); d++) {
            stride *= step;
            double place = random.uniform(d) + k * stride;
            if (dimensions.get(d).suits(rule)) {
                variation = dimensions.get(d).at(variation, place - Math.floor(place));
            }
        }
        return variation;
    }

    /// So many trials of a rule: where only the rate varies, evenly from end to end of its range (all of a list), and
    /// otherwise trials 0, 1, 2 ….
    ///
    /// @param count how many; of a list of rates all are tried
    public List<Variation> trials(Optimizer rule, long seed, int count) {
        if (!rateOnly()) {
            return IntStream.range(0, count).mapToObj(k -> trial(rule, seed, k)).toList();
        }
        Dimension rates = dimensions.getFirst();
        if (!rates.suits(rule)) {
            return List.of(Variation.of(rule));
        }
        int n = rates.choices().isEmpty() ? count : rates.choices().size();
        Map<Double, Variation> distinct = new LinkedHashMap<>();
        for (int k = 0; k < n; k++) {
            double place = n == 1 || !rates.choices().isEmpty() ? (k + 0.5) / n : (double) k / (n - 1);
            Variation variation = rates.at(Variation.of(rule), place);
            distinct.putIfAbsent(variation.lr(), variation);
        }
        return List.copyOf(distinct.values());
    }

    /// The root of xᵈ⁺¹ = x + 1 above 1, the golden ratio for d = 1: the powers of its inverse are the steps that stay
    /// farthest from each other's multiples.
    private static double root(int d) {
        double x = 2;
        for (int i = 0; i < 60; i++) {
            x = StrictMath.pow(1 + x, 1.0 / (d + 1));
        }
        return x;
    }
}
