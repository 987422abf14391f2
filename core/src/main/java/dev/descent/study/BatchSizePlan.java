package dev.descent.study;

import dev.descent.common.DescentException;
import dev.descent.optim.Optimizer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.LongStream;

/// What a search for a batch size will run.
///
/// @param optimizer  the rule; its rate is searched for each batch size
/// @param rates      how many rates, over the rule's declared range
/// @param batches    rows per update, ascending
/// @param seeds      of the runs that count, after the rates were found with a seed of their own
/// @param firstSeed  they are this and the following ones
/// @param threads    runs at a time
/// @param targetLoss the validation loss that counts as there; NaN: what every batch size reaches
public record BatchSizePlan(Optimizer optimizer, int rates, List<Integer> batches, int seeds, long firstSeed,
        int threads, double targetLoss) {

    /// Each four times the one before: enough to see a curve, few enough to wait for.
    private static final List<Integer> USUAL = List.of(8, 32, 128, 512, 2048, 8192);

    public BatchSizePlan {
        batches = List.copyOf(new TreeSet<>(batches));
        if (batches.size() < 2 || batches.getFirst() < 1) {
            throw DescentException.usage("--batch " + batches + ": expected two sizes or more, such as 8,32,128.");
        }
        if (seeds < 1) {
            throw DescentException.usage("--seeds " + seeds + ": expected 1 or more.");
        }
        if (threads < 1) {
            throw DescentException.usage("--threads " + threads + ": expected 1 or more.");
        }
    }

    /// The usual batch sizes for so many training rows, and all of them where the largest leaves many out.
    public static List<Integer> usual(int trainRows) {
        List<Integer> batches = new ArrayList<>(USUAL.stream().filter(batch -> batch < trainRows).toList());
        if (batches.isEmpty() || 2 * batches.getLast() < trainRows && trainRows <= 2 * USUAL.getLast()) {
            batches.add(trainRows);
        }
        return batches.size() > 1 ? batches : List.of(1, Math.max(2, trainRows));
    }

    /// The seeds that count.
    public List<Long> seedList() {
        return LongStream.range(firstSeed, firstSeed + seeds).boxed().toList();
    }

    /// The settings of a batch size: its rates, ascending.
    List<Variation> settings(int batch) {
        return SearchSpace.rate().trials(optimizer, firstSeed, rates).stream()
                .map(found -> new Variation(found.optimizer(), batch, found.hidden(), found.activation())).toList();
    }
}
