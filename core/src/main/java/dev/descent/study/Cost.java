package dev.descent.study;

/// What one update and one epoch's end cost, from a short measurement: only for telling people beforehand.
///
/// @param perUpdate seconds of an update, several runs at a time
/// @param perRun    seconds of a run that do not depend on its updates
record Cost(double perUpdate, double perRun) {

    /// Seconds of a run.
    double of(long updates) {
        return perRun + perUpdate * updates;
    }
}
