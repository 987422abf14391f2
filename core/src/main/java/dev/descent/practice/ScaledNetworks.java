package dev.descent.practice;

import dev.descent.data.Prepared;
import dev.descent.data.Scale;
import dev.descent.optim.Optimizers;
import dev.descent.train.TrainedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A network of the default shape on features as they are and standardised, by gradient descent and by Adam, each at the
/// best of seven rates: what the practice of feature scaling trains, and what its page shows.
public final class ScaledNetworks {

    /// How long each training is, in passes over the rows.
    public static final int EPOCHS = 10;

    static final List<Scale> SCALES = List.of(Scale.NONE, Scale.STANDARD);
    static final List<String> RULES = List.of("sgd", "adam");
    private static final double[] SMALL_RATES = {1e-10, 1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4};

    private final Classroom classroom;
    private final List<Case> cases = new ArrayList<>();

    /// What a training is about.
    private record Case(Scale scale, String rule, double rate, Trainings.Job job) {
    }

    /// The best of a setting's rates.
    ///
    /// @param scale    of the features
    /// @param target   whether the target was standardised too
    /// @param rule     the optimizer's name
    /// @param rate     at which it was best
    /// @param loss     the lowest validation loss there, the median over the seeds; infinite where all diverged
    /// @param run      the first seed's
    /// @param rows     that it trained on
    /// @param variance of the target over those rows, which is the loss of always giving the mean
    /// @param tried    how many trainings
    /// @param diverged how many of them diverged
    public record Best(Scale scale, boolean target, String rule, double rate, double loss, TrainedRun run,
            Prepared rows, double variance, int tried, int diverged) {

        /// A loss in units of that of always giving the mean, so that targets of different scales can be compared.
        public double relative(double ofThis) {
            return ofThis / variance;
        }
    }

    /// @param classroom where they are trained; its target must be numbers
    ScaledNetworks(Classroom classroom) {
        this(classroom, SCALES);
    }

    private ScaledNetworks(Classroom classroom, List<Scale> scales) {
        this.classroom = classroom;
        for (Scale scale : scales) {
            for (long seed : seeds(classroom)) {
                Prepared rows = classroom.prepared(scale, seed);
                for (String rule : RULES) {
                    for (double rate : rates(scale, rule)) {
                        cases.add(new Case(scale, rule, rate, new Trainings.Job(classroom.recipe(seed)
                                .scale(scale.option())
                                .optimizer(Optimizers.byName(rule).withLr(rate)).epochs(EPOCHS).build(), rows)));
                    }
                }
            }
        }
    }

    /// Trains them all: on features as they are and standardised, and standardised with the target as it is; of each the
    /// best of gradient descent, then of Adam.
    ///
    /// @return six
    public static List<Best> of(Classroom classroom) {
        classroom.needsRegression(classroom.prepared(classroom.seed()), Topic.SCALING, 2);
        Classroom bare = new Classroom(classroom.data(), classroom.options().withScaleTarget(false),
                classroom.validation(), classroom.holdOut(), classroom.seed(), classroom.full(), classroom.threads());
        List<Best> all = new ArrayList<>();
        for (ScaledNetworks networks : List.of(new ScaledNetworks(classroom),
                new ScaledNetworks(bare, List.of(Scale.STANDARD)))) {
            List<TrainedRun> runs = Trainings.run(networks.jobs(), classroom.threads(), (_, _) -> {
            }, 0, 1);
            networks.cases.stream().map(Case::scale).distinct()
                    .forEach(scale -> RULES.forEach(rule -> all.add(networks.best(scale, rule, runs))));
        }
        return List.copyOf(all);
    }

    /// Plain descent on features as they are needs rates that nobody would try otherwise.
    private static double[] rates(Scale scale, String rule) {
        return scale == Scale.NONE && rule.equals("sgd") ? SMALL_RATES : Optimizers.byName(rule).rateGrid();
    }

    static List<Long> seeds(Classroom classroom) {
        return classroom.seeds(1, 5);
    }

    /// The trainings, in the order that [#best] takes their runs in.
    List<Trainings.Job> jobs() {
        return cases.stream().map(Case::job).toList();
    }

    /// @param runs of all [#jobs()]
    Best best(Scale scale, String rule, List<TrainedRun> runs) {
        int found = -1;
        double foundRate = Double.NaN;
        double least = Double.POSITIVE_INFINITY;
        int tried = 0;
        int diverged = 0;
        for (double rate : rates(scale, rule)) {
            int[] own = IntStream.range(0, cases.size()).filter(i -> {
                Case one = cases.get(i);
                return one.scale == scale && one.rule.equals(rule) && one.rate == rate;
            }).toArray();
            tried += own.length;
            diverged += (int) IntStream.of(own).filter(i -> runs.get(i).diverged()).count();
            double median = Say.median(IntStream.of(own).mapToDouble(i -> Trainings.best(runs.get(i))).toArray());
            if (found < 0 || median < least) {
                found = own[0];
                foundRate = rate;
                least = median;
            }
        }
        Prepared rows = cases.get(found).job.rows();
        return new Best(scale, classroom.options().scaleTarget(), rule, foundRate, least, runs.get(found), rows,
                variance(rows.train().targets()), tried, diverged);
    }

    private static double variance(float[] values) {
        double mean = IntStream.range(0, values.length).mapToDouble(i -> values[i]).average().orElseThrow();
        return IntStream.range(0, values.length).mapToDouble(i -> values[i] - mean).map(d -> d * d).average()
                .orElseThrow();
    }

    /// What they are trained on.
    Classroom classroom() {
        return classroom;
    }
}
