package dev.descent.study;

import dev.descent.data.Dataset;
import dev.descent.data.Examples;
import dev.descent.data.Prepared;
import dev.descent.data.PreparationOptions;
import dev.descent.data.Scale;
import dev.descent.data.Task;
import dev.descent.optim.Optimizers;
import dev.descent.train.Recipe;
import dev.descent.train.TrainingSteps;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// What the data of a run say, whatever the run did with them. Only training and validation rows are looked at.
///
/// Losses are shares of the baseline's, which predicts the mean or the shares of the classes: 1 is no better than
/// knowing no feature.
///
/// @param spread     the largest standard deviation of a feature as the run sees it, over the smallest; features of two
///                   values do not count
/// @param widest     the feature of the largest
/// @param narrowest  the feature of the smallest
/// @param order      how alike the targets of neighbouring training rows are: their correlation at lag 1
/// @param leak       how much of the target the best single feature explains, 0 to 1, judged on rows that did not fit it
/// @param leakColumn the column of that feature; empty where there is none
/// @param conflict   training loss on 32 rows after a small network had every chance to learn them by heart
/// @param probe      validation loss (training loss where no rows validate) that a small network reaches with scaled
///                   features and Adam
/// @param baseline   the baseline's loss on the validation rows, in the run's own units
/// @param trainBaseline the same on the training rows
record DataEvidence(double spread, String widest, String narrowest, double order, double leak, String leakColumn,
        double conflict, double probe, double baseline, double trainBaseline) {

    private static final int ROWS = 2000;
    private static final int FEW = 32;
    private static final int UPDATES = 600;
    private static final int LOOK_EVERY = 60;
    private static final double RATE = 0.005;
    private static final int NEAREST = 5;

    /// Looks at the data.
    ///
    /// @param prepared as the run saw them
    static DataEvidence of(Dataset data, Recipe recipe, Prepared prepared) {
        Examples train = prepared.train();
        String[] names = prepared.preparation().images() ? new String[0]
                : prepared.preparation().featureNames().toArray(String[]::new);
        double[] deviations = deviations(train);
        int widest = -1;
        int narrowest = -1;
        for (int j = 0; j < names.length; j++) {
            if (deviations[j] > 0) {
                widest = widest < 0 || deviations[j] > deviations[widest] ? j : widest;
                narrowest = narrowest < 0 || deviations[j] < deviations[narrowest] ? j : narrowest;
            }
        }
        Prepared scaled = scaled(data, recipe, prepared);
        double[] explained = IntStream.range(0, names.length).mapToDouble(j -> explained(prepared, j)).toArray();
        int best = IntStream.range(0, names.length).boxed().max(Comparator.comparingDouble(j -> explained[j]))
                .orElse(-1);
        return new DataEvidence(widest < 0 ? 1 : deviations[widest] / deviations[narrowest],
                widest < 0 ? "" : names[widest], narrowest < 0 ? "" : names[narrowest], order(train),
                best < 0 ? 0 : explained[best], best < 0 ? "" : column(prepared, names[best]),
                memorise(recipe, scaled), probe(recipe, scaled),
                Baselines.loss(recipe, prepared, prepared.validation()), Baselines.loss(recipe, prepared, train));
    }

    /// The raw column of a feature: features of categories and gaps begin with its name.
    private static String column(Prepared prepared, String feature) {
        return prepared.preparation().requiredColumns().stream().filter(feature::startsWith)
                .max(Comparator.comparingInt(String::length)).orElse(feature);
    }

    private static Prepared scaled(Dataset data, Recipe recipe, Prepared prepared) {
        PreparationOptions options = recipe.data().preparation();
        Prepared fresh = Prepared.of(data, options.withScale(Scale.STANDARD).withScaleTarget(true),
                recipe.training().seed(), recipe.data().validation(), recipe.data().holdOut());
        return withTrain(fresh, spaced(fresh.train(), ROWS));
    }

    /// At most `count` rows, evenly spaced, so that sorted files do not matter.
    static int[] spacedRows(int rows, int count) {
        int taken = Math.min(rows, count);
        return IntStream.range(0, taken).map(i -> (int) ((long) i * rows / taken)).toArray();
    }

    /// Some rows, in that order.
    static Examples select(Examples all, int[] rows) {
        int width = all.features();
        float[] x = new float[rows.length * width];
        float[] targets = new float[rows.length];
        for (int r = 0; r < rows.length; r++) {
            System.arraycopy(all.x(), rows[r] * width, x, r * width, width);
            targets[r] = all.targets()[rows[r]];
        }
        return new Examples(rows.length, width, x, targets);
    }

    private static Examples spaced(Examples all, int count) {
        return select(all, spacedRows(all.rows(), count));
    }

    private static Prepared withTrain(Prepared prepared, Examples train) {
        return new Prepared(prepared.preparation(), prepared.split(), train, prepared.validation(), prepared.test(),
                List.of());
    }

    private static Recipe small(Recipe recipe, int... hidden) {
        return Recipe.builder().preparation(recipe.data().preparation()).balanced(recipe.data().balanced())
                .loss(recipe.network().loss()).hidden(hidden).optimizer(Optimizers.byName("adam")).lr(RATE).batch(FEW)
                .updates(UPDATES).seed(recipe.training().seed()).build();
    }

    private static double memorise(Recipe recipe, Prepared scaled) {
        Prepared few = withTrain(scaled, spaced(scaled.train(), FEW));
        TrainingSteps steps = TrainingSteps.begin(small(recipe, 64, 64), few);
        for (int update = 0; update < UPDATES; update++) {
            steps.step();
        }
        double baseline = Baselines.loss(recipe, few, few.train());
        return baseline > 0 ? steps.trainingLoss(FEW) / baseline : 0;
    }

    private static double probe(Recipe recipe, Prepared scaled) {
        boolean judged = scaled.validation().rows() > 0;
        TrainingSteps steps = TrainingSteps.begin(small(recipe, 32, 32), scaled);
        double best = Double.POSITIVE_INFINITY;
        for (int update = 1; update <= UPDATES; update++) {
            steps.step();
            if (update % LOOK_EVERY == 0) {
                best = Math.min(best, judged ? steps.validationLoss() : steps.trainingLoss(ROWS));
            }
        }
        return best / Baselines.loss(recipe, scaled, judged ? scaled.validation() : scaled.train());
    }

    /// (features) standard deviations; 0 for features of at most two values.
    private static double[] deviations(Examples train) {
        double[] result = new double[train.features()];
        for (int j = 0; j < result.length; j++) {
            double sum = 0;
            double squares = 0;
            float first = train.x()[j];
            float second = first;
            boolean more = false;
            for (int r = 0; r < train.rows(); r++) {
                float value = train.x()[r * result.length + j];
                sum += value;
                more |= value != first && second != first && value != second;
                second = second == first ? value : second;
            }
            double mean = sum / train.rows();
            for (int r = 0; r < train.rows(); r++) {
                double off = train.x()[r * result.length + j] - mean;
                squares += off * off;
            }
            result[j] = more ? Math.sqrt(squares / train.rows()) : 0;
        }
        return result;
    }

    private static double order(Examples train) {
        float[] y = train.targets();
        double mean = 0;
        for (float value : y) {
            mean += value / (double) y.length;
        }
        double all = 0;
        double beside = 0;
        for (int r = 0; r < y.length; r++) {
            all += (y[r] - mean) * (y[r] - mean);
            beside += r == 0 ? 0 : (y[r] - mean) * (y[r - 1] - mean);
        }
        return all > 0 ? beside / all : 0;
    }

    /// How much of the target a feature alone explains: by a straight line or by the mean of the nearest training rows,
    /// judged on validation rows. For classes, each class's indicator is a target
    /// and the worst explained one counts.
    private static double explained(Prepared prepared, int feature) {
        Examples judged = prepared.validation().rows() == 0 ? prepared.train() : prepared.validation();
        if (prepared.target().task() == Task.REGRESSION) {
            return Math.max(line(prepared.train(), judged, feature),
                    nearest(prepared.train(), judged, feature, -1));
        }
        int classes = prepared.target().classes().size();
        return IntStream.range(classes == 2 ? 1 : 0, classes)
                .mapToDouble(k -> nearest(prepared.train(), judged, feature, k)).filter(v -> !Double.isNaN(v)).min()
                .orElse(0);
    }

    private static double target(Examples rows, int r, int label) {
        return label < 0 ? rows.targets()[r] : (int) rows.targets()[r] == label ? 1 : 0;
    }

    private static double line(Examples train, Examples judged, int feature) {
        double mx = 0;
        double my = 0;
        for (int r = 0; r < train.rows(); r++) {
            mx += train.x()[r * train.features() + feature] / (double) train.rows();
            my += train.targets()[r] / (double) train.rows();
        }
        double xx = 0;
        double xy = 0;
        for (int r = 0; r < train.rows(); r++) {
            double x = train.x()[r * train.features() + feature] - mx;
            xx += x * x;
            xy += x * (train.targets()[r] - my);
        }
        double slope = xx > 0 ? xy / xx : 0;
        double[] predicted = new double[judged.rows()];
        for (int r = 0; r < judged.rows(); r++) {
            predicted[r] = my + slope * (judged.x()[r * judged.features() + feature] - mx);
        }
        return share(judged, predicted, -1);
    }

    /// By the mean of the training rows of the same value, or of the nearest few.
    private static double nearest(Examples train, Examples judged, int feature, int label) {
        int width = train.features();
        int[] order = IntStream.range(0, train.rows()).boxed()
                .sorted(Comparator.comparingDouble(r -> train.x()[r * width + feature])).mapToInt(r -> r).toArray();
        double[] values = Arrays.stream(order).mapToDouble(r -> train.x()[r * width + feature]).toArray();
        double[] sums = new double[order.length + 1];
        for (int i = 0; i < order.length; i++) {
            sums[i + 1] = sums[i] + target(train, order[i], label);
        }
        double[] predicted = new double[judged.rows()];
        for (int r = 0; r < judged.rows(); r++) {
            double value = judged.x()[r * width + feature];
            int from = first(values, value, false);
            int to = first(values, value, true);
            while (to - from < Math.min(NEAREST, order.length)) {
                boolean down = to == order.length || from > 0 && value - values[from - 1] <= values[to] - value;
                from -= down ? 1 : 0;
                to += down ? 0 : 1;
            }
            predicted[r] = (sums[to] - sums[from]) / (to - from);
        }
        return share(judged, predicted, label);
    }

    /// The first index whose value is at least, or above, a value.
    private static int first(double[] sorted, double value, boolean above) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value || above && sorted[middle] == value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// 1 − Σ(y − ŷ)²/Σ(y − ȳ)², at least 0; NaN where the target is constant.
    private static double share(Examples judged, double[] predicted, int label) {
        double mean = 0;
        for (int r = 0; r < predicted.length; r++) {
            mean += target(judged, r, label) / predicted.length;
        }
        double off = 0;
        double all = 0;
        for (int r = 0; r < predicted.length; r++) {
            double y = target(judged, r, label);
            off += (y - predicted[r]) * (y - predicted[r]);
            all += (y - mean) * (y - mean);
        }
        return all > 0 ? Math.max(0, 1 - off / all) : Double.NaN;
    }
}
