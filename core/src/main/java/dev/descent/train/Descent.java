package dev.descent.train;

import dev.descent.data.Dataset;

/// The front door of the library.
///
/// ```java
/// Table table = Csv.read(Path.of("houses.csv"));
/// TrainedRun run = Descent.train(table).target("price").optimizer("adam").seed(1).run();
/// System.out.println(run.metrics().value("rmse") + " against " + run.baseline().main());
/// run.model().save(Path.of("houses.descent"));
/// Predictions predictions = Model.load(Path.of("houses.descent")).predict(newHouses);
/// ```
public final class Descent {

    /// This version.
    public static final String VERSION = "0.1.0-SNAPSHOT";

    private Descent() {
    }

    /// Begins to describe a training on a data set; [Training#run()] does it.
    public static Training train(Dataset data) {
        return new Training(data, null);
    }

    /// Continues a run from its newest checkpoint: the result has the same bits as if it had never been stopped.
    ///
    /// @param run  whose recipe holds
    /// @param data the data that the run began with; [DataSource#verify] of the run's source says whether a file still
    ///             has it
    /// @throws dev.descent.common.DescentException (data) where the run's file is not usable
    public static Training resume(RunFolder run, Dataset data) {
        return new Training(data, run);
    }
}
