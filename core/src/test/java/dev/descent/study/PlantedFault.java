package dev.descent.study;

import static dev.descent.study.Condition.BADLY_SCALED;
import static dev.descent.study.Condition.DIVERGED;
import static dev.descent.study.Condition.HEALTHY;
import static dev.descent.study.Condition.MINIMUM;
import static dev.descent.study.Condition.NOISE_FLOOR;
import static dev.descent.study.Condition.OVERFITTING;
import static dev.descent.study.Condition.PLATEAU;
import static dev.descent.study.Condition.SADDLE;
import static dev.descent.study.Condition.SUSPECT_DATA;
import static dev.descent.study.Condition.TOO_SLOW;
import static dev.descent.study.Condition.ZIG_ZAG;

import dev.descent.data.Dataset;
import dev.descent.nn.Layout;
import dev.descent.nn.Parameters;
import dev.descent.train.PlantedRun;
import dev.descent.train.Recipe;
import dev.descent.train.RunFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/// A way to spoil a training, or not to: what a diagnosis is held against.
///
/// @param name     what was done
/// @param expected what it should be called
/// @param data     by seed
/// @param recipe   without the seed
/// @param spoil    changes the initial weights
record PlantedFault(String name, Condition expected, LongFunction<Dataset> data, Recipe recipe,
        Consumer<Parameters> spoil) {

    private static final int FULL = 1 << 20;

    /// Trains with the fault and examines the run.
    Diagnosis diagnose(Path runs, long seed) {
        Dataset table = data.apply(seed);
        RunFolder run = PlantedRun.make(runs, table, recipe.withSeed(seed), spoil);
        return Diagnosis.of(run, table);
    }

    /// All of them; those that expect nothing wrong come last.
    static List<PlantedFault> all() {
        return List.of(
                of("plain descent, rate 5", DIVERGED, PlantedData::wave, mlp("sgd", 5)),
                of("momentum, rate 2", DIVERGED, PlantedData::rooms, mlp("momentum", 2)),
                of("linear model, full batches, rate 1.5", DIVERGED, PlantedData::plane,
                        linear("sgd", 1.5).batch(FULL).epochs(400)),
                of("raw columns, rate 0.01", DIVERGED, PlantedData::stretched, mlp("sgd", 0.01).scale("none")),
                of("linear model, 98% of the limit, full batches", ZIG_ZAG, PlantedData::ridge,
                        linear("sgd", PlantedData.RIDGE_LIMIT * 0.98).batch(FULL).epochs(60)),
                of("network, full batches, rate 0.45", ZIG_ZAG, PlantedData::wave,
                        mlp("sgd", 0.45).activation("tanh").batch(FULL).epochs(60).patience(0)),
                of("linear model, little momentum, near its limit", ZIG_ZAG, PlantedData::ridge,
                        linear("momentum:momentum=0.3", PlantedData.RIDGE_LIMIT * 1.295).batch(FULL).epochs(60)),
                of("plain descent, rate 1e-4", TOO_SLOW, PlantedData::wave, mlp("sgd", 1e-4)),
                of("Adam, rate 1e-6", TOO_SLOW, PlantedData::moons, mlp("adam", 1e-6)),
                of("plain descent, rate 1e-3, 10 epochs", TOO_SLOW, PlantedData::rooms, mlp("sgd", 1e-3).epochs(10)),
                of("Adagrad, rate 1e-3", TOO_SLOW, PlantedData::wave, mlp("adagrad", 1e-3)),
                with("ReLUs with biases of −50", PLATEAU, PlantedData::wave, mlp("sgd", 0.05), biases(-50)),
                with("ReLUs with biases of −50, classes", PLATEAU, PlantedData::moons, mlp("adam", 0.001), biases(-50)),
                with("tanh, initial weights 300 times as large", PLATEAU, PlantedData::wave,
                        mlp("sgd", 0.001).activation("tanh"), first(300)),
                with("sigmoid, initial weights 1000 times as large", PLATEAU, PlantedData::moons,
                        mlp("sgd", 0.001).activation("sigmoid"), first(1000)),
                with("tanh, initial weights a thousandth", SADDLE, PlantedData::wave,
                        mlp("sgd", 0.05).activation("tanh").batch(FULL).epochs(60), all(1e-3)),
                with("tanh, initial weights a thousandth, classes", SADDLE, PlantedData::moons,
                        mlp("sgd", 0.05).activation("tanh").batch(FULL).epochs(60), all(1e-3)),
                with("SiLU, initial weights a thousandth, momentum", SADDLE, PlantedData::plane,
                        mlp("momentum", 0.002).activation("silu").batch(FULL).epochs(40), all(1e-3)),
                of("linear model on a wave, to the end", MINIMUM, PlantedData::wave,
                        linear("sgd", 0.3).batch(FULL).epochs(300).patience(0)),
                of("linear model on a plane, small batches and steps, to the end", MINIMUM, PlantedData::noisyPlane,
                        linear("sgd", 0.01).epochs(60)),
                of("linear model on a plane, to the end", MINIMUM, PlantedData::plane,
                        linear("momentum", 0.1).batch(FULL).epochs(300).patience(0)),
                of("logistic model, Adam, stopped early", MINIMUM, PlantedData::noisyMoons,
                        linear("adam", 0.02).epochs(60)),
                of("logistic model, to the end", MINIMUM, PlantedData::moons,
                        linear("momentum", 0.5).batch(FULL).epochs(600).patience(0)),
                of("raw columns, linear model, rate 1e-8", BADLY_SCALED, PlantedData::stretched,
                        linear("sgd", 1e-8).scale("none").epochs(60)),
                of("raw columns, network, rate 1e-8", BADLY_SCALED, PlantedData::stretched,
                        mlp("sgd", 1e-8).scale("none").epochs(60)),
                of("raw columns, linear model, Adam", BADLY_SCALED, PlantedData::stretched,
                        linear("adam", 0.001).scale("none").epochs(60)),
                of("batch 1, linear model, rate 0.05", NOISE_FLOOR, PlantedData::noisyPlane,
                        linear("sgd", 0.05).batch(1).epochs(10)),
                of("batch 1, Adam, rate 0.03", NOISE_FLOOR, PlantedData::noisyPlane,
                        mlp("adam", 0.03).activation("silu").batch(1).epochs(10)),
                of("batch 1, momentum, rate 0.005", NOISE_FLOOR, PlantedData::noisyPlane,
                        linear("momentum", 0.005).batch(1).epochs(10)),
                of("40 rows, 64-64", OVERFITTING, seed -> PlantedData.first(PlantedData.noisyWave(seed), 62),
                        mlp("adam", 0.003).hidden(64, 64).batch(16).epochs(300).patience(0)),
                of("many features of noise", OVERFITTING, PlantedData::wide,
                        mlp("adam", 0.003).hidden(64, 64).epochs(100).patience(0)),
                of("many features of noise, classes", OVERFITTING, PlantedData::wideClasses,
                        mlp("adam", 0.003).hidden(64, 64).epochs(100).patience(0)),
                of("shuffled targets", SUSPECT_DATA, seed -> PlantedData.shuffled(PlantedData.wave(seed), seed),
                        mlp("adam", 0.003)),
                of("shuffled classes", SUSPECT_DATA, seed -> PlantedData.shuffled(PlantedData.moons(seed), seed),
                        mlp("adam", 0.003)),
                of("a column that holds the target", SUSPECT_DATA, seed -> PlantedData.leaking(PlantedData.rooms(seed)),
                        mlp("adam", 0.003)),
                of("a column that holds the class", SUSPECT_DATA, seed -> PlantedData.leaking(PlantedData.moons(seed)),
                        mlp("adam", 0.003)),
                of("sorted rows, not shuffled", SUSPECT_DATA, seed -> PlantedData.sorted(PlantedData.wave(seed)),
                        mlp("sgd", 0.05).shuffle("off")),
                of("the same features, other targets", SUSPECT_DATA, PlantedData::contradicting, mlp("adam", 0.003)),
                of("Adam on rooms", HEALTHY, PlantedData::rooms, mlp("adam", 0.003).epochs(100)),
                of("Adam on a wave", HEALTHY, PlantedData::noisyWave, mlp("adam", 0.005).epochs(150)),
                of("Adam on moons", HEALTHY, PlantedData::moons, mlp("adam", 0.01).epochs(100)),
                of("momentum on a wave", HEALTHY, PlantedData::noisyWave, mlp("momentum", 0.02).epochs(150)),
                of("RMSProp on rooms", HEALTHY, PlantedData::rooms, mlp("rmsprop", 0.002).epochs(100)),
                of("plain descent on rooms", HEALTHY, PlantedData::rooms, mlp("sgd", 0.05).epochs(150)),
                of("Adam, rate along a cosine", HEALTHY, PlantedData::noisyWave,
                        mlp("adam", 0.01).schedule("cosine").epochs(100)),
                of("momentum on moons", HEALTHY, PlantedData::moons, mlp("momentum", 0.05).epochs(100)),
                of("NAdam on rooms, GELU", HEALTHY, PlantedData::rooms,
                        mlp("nadam", 0.002).activation("gelu").epochs(100)),
                of("tanh, Adam, on rings", HEALTHY, PlantedData::rings,
                        mlp("adam", 0.01).activation("tanh").epochs(100)),
                of("raw columns, Adam, long enough", HEALTHY, PlantedData::halfStretched,
                        mlp("adam", 0.005).scale("none").epochs(150)),
                of("AdamW on rooms", HEALTHY, PlantedData::rooms, mlp("adamw", 0.003).epochs(100)));
    }

    private static PlantedFault of(String name, Condition expected, LongFunction<Dataset> data, Recipe.Builder recipe) {
        return with(name, expected, data, recipe, _ -> {
        });
    }

    private static PlantedFault with(String name, Condition expected, LongFunction<Dataset> data, Recipe.Builder recipe,
            Consumer<Parameters> spoil) {
        return new PlantedFault(name, expected, data, recipe.target("y").build(), spoil);
    }

    private static Recipe.Builder mlp(String optimizer, double lr) {
        return Recipe.builder().optimizer(optimizer).lr(lr).hidden(16, 16).epochs(40);
    }

    private static Recipe.Builder linear(String optimizer, double lr) {
        return mlp(optimizer, lr).hidden(List.of());
    }

    private static Consumer<Parameters> all(double factor) {
        return parameters -> {
            for (int i = 0; i < parameters.values().length; i++) {
                parameters.values()[i] *= (float) factor;
            }
        };
    }

    private static Consumer<Parameters> first(double factor) {
        return parameters -> {
            Layout.View weights = parameters.layout().weights(0);
            for (int i = 0; i < weights.rows() * weights.stride(); i++) {
                parameters.values()[weights.offset() + i] *= (float) factor;
            }
        };
    }

    /// Of the first layer.
    private static Consumer<Parameters> biases(double value) {
        return parameters -> {
            Layout.View biases = parameters.layout().biases(0);
            for (int j = 0; j < biases.columns(); j++) {
                parameters.values()[biases.offset() + j] = (float) value;
            }
        };
    }
}
