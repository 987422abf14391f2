package dev.descent.train;

/// One point of a run's history, taken at the end of an epoch (and of the run).
///
/// @param epoch          how many epochs are done, with a fraction where the run ended inside one
/// @param update         how many updates are done
/// @param trainLoss      mean batch loss since the last point, each measured before its update; without penalty terms
/// @param validationLoss mean loss of the validation rows after this update; NaN where there are none
/// @param lr             the learning rate of the last update
/// @param seconds        time spent training so far; never decides anything
public record EpochPoint(double epoch, long update, double trainLoss, double validationLoss, double lr,
        double seconds) {

    /// The loss that steers: of the validation rows, of the training batches where there are none.
    public double steeringLoss() {
        return Double.isNaN(validationLoss) ? trainLoss : validationLoss;
    }
}
