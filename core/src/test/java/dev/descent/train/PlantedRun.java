package dev.descent.train;

import dev.descent.data.Dataset;
import dev.descent.data.Prepared;
import dev.descent.nn.Parameters;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/// A run in a folder, whose initial weights may have been spoilt.
public final class PlantedRun {

    private PlantedRun() {
    }

    /// Trains in a folder as `descent train` does.
    ///
    /// @param spoil changes the initial weights; they are what the run's first checkpoint holds
    public static RunFolder make(Path runs, Dataset data, Recipe recipe, Consumer<Parameters> spoil) {
        Prepared prepared = Prepared.of(data, recipe.data().preparation(), recipe.training().seed(),
                recipe.data().validation(), recipe.data().holdOut());
        Disk disk = Disk.real();
        RunFolder folder = RunFolder.create(disk, new Runs(runs).claim(disk, "planted"), recipe,
                DataSource.memory(data.name()), Map.of());
        Trainer trainer = Trainer.of(recipe, prepared).threads(1);
        TrainingState state = new TrainingState(recipe.training(), trainer.network(), prepared.train(), null);
        spoil.accept(state.parameters);
        Checkpoint.save(disk, folder.checkpoints(), state, 0, Fingerprint.of(recipe, prepared));
        trainer.folder(folder, true).run();
        return RunFolder.open(folder.path());
    }
}
