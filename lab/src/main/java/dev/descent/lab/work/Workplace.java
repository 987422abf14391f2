package dev.descent.lab.work;

import dev.descent.lab.LabOptions;
import dev.descent.lab.web.Ids;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Everything that goes on while pages come and go.
///
/// @param events  what tabs are told
/// @param runs    the runs of this machine
/// @param jobs    the processes of this laboratory
/// @param studies the folder of studies
/// @param reports the folder of reports that pages asked for
public record Workplace(Events events, RunWatch runs, Jobs jobs, Path studies, Path reports) implements AutoCloseable {

    /// Begins to watch.
    public static Workplace of(LabOptions options) {
        Events events = new Events();
        Path studies = options.home().resolve("studies");
        return new Workplace(events, new RunWatch(options.runs(), studies, events), new Jobs(options.worker(), events),
                studies, options.home().resolve("reports").toAbsolutePath());
    }

    /// The report of a run or a study; null where there is none.
    public @Nullable Path report(String id) {
        if (!Ids.isOne(id)) {
            return null;
        }
        return Stream.of(reports.resolve(id + ".html"), studies.resolve(id).resolve("report.html"))
                .filter(Files::isRegularFile).findFirst().orElse(null);
    }

    @Override
    public void close() {
        jobs.close();
        runs.close();
        events.close();
    }
}
