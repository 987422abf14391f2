package dev.descent.practice;

import dev.descent.data.Prepared;
import dev.descent.objective.Surface;
import dev.descent.optim.Optimizers;
import java.util.List;

/// Makes practices.
public final class Practices {

    private static final List<Integer> IMAGE_LAYERS = List.of(500, 500);
    private static final List<Integer> TABLE_LAYERS = List.of(64, 64);

    private Practices() {
    }

    /// A practice on data.
    ///
    /// @param classrooms the data; scaling may look at several sets, the others take the first
    /// @throws dev.descent.common.DescentException (usage, data) where the data do not suit it
    public static Practice of(Topic topic, List<Classroom> classrooms) {
        Classroom classroom = classrooms.getFirst();
        return switch (topic) {
            case FIRST_STEPS -> new FirstSteps(classroom);
            case LEARNING_RATE -> new LearningRate(classroom, Optimizers.byName("sgd"));
            case OPTIMIZERS -> new OptimizerPlots(classroom);
            case SCALING -> new FeatureScaling(classrooms);
            case MINI_BATCH -> miniBatches(classroom);
            case WHY, LIMITS -> throw new IllegalArgumentException(topic + " looks at a formula");
        };
    }

    /// A practice on a formula of two parameters.
    ///
    /// @param start  the centre of the circle of `why`; `limits` has starts of its own
    /// @param radius of that circle
    public static Practice of(Topic topic, Surface surface, double[] start, double radius, boolean full, int threads) {
        return switch (topic) {
            case WHY -> new WhyItWorks(surface, start, radius);
            case LIMITS -> new WhereItStops(surface, full, threads);
            case FIRST_STEPS, LEARNING_RATE, OPTIMIZERS, SCALING, MINI_BATCH ->
                throw new IllegalArgumentException(topic + " looks at data");
        };
    }

    private static Practice miniBatches(Classroom classroom) {
        Prepared prepared = classroom.prepared(classroom.seed());
        return new MiniBatches(classroom, prepared, prepared.preparation().images() ? IMAGE_LAYERS : TABLE_LAYERS);
    }
}
