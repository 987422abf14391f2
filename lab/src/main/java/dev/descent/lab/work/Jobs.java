package dev.descent.lab.work;

import dev.descent.common.DescentException;
import dev.descent.lab.web.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The processes that this laboratory started: few at a time, each with a bounded heap.
public final class Jobs implements AutoCloseable {

    /// How many work at a time.
    public static final int MOST = 2;
    /// How many that have ended are remembered.
    private static final int KEPT = 50;
    private static final long PATIENCE_SECONDS = 10;
    /// What only looks at a run gives way to those that train.
    private static final Set<String> LOOKING = Set.of("plane", "diagnose", "report");

    private final @Nullable Worker worker;
    private final Events events;
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private int next = 1;

    /// @param worker how a process is started; null where this laboratory cannot
    /// @param events are told `job` with every change
    public Jobs(@Nullable Worker worker, Events events) {
        this.worker = worker;
        this.events = events;
    }

    /// Starts a command.
    ///
    /// @param kind         the command
    /// @param arguments    of it
    /// @param subject      the run that it is about; null where it makes one
    /// @param untilPlanned whether it ends as soon as it has said what it will cost
    /// @return its id
    /// @throws Refusal (503) where enough are at work
    public String start(String kind, List<String> arguments, @Nullable String subject, boolean untilPlanned) {
        Worker with = worker;
        if (with == null) {
            throw new Refusal(503, "This laboratory cannot start trainings: it was not started by `descent lab`.");
        }
        Job job;
        synchronized (this) {
            List<Job> working = jobs.values().stream().filter(Job::running).toList();
            if (working.size() >= MOST) {
                throw new Refusal(503, "This laboratory works on " + MOST + " things at a time (now: "
                        + String.join(", ", working.stream().map(Job::kind).toList())
                        + "). Wait for one, or stop it.");
            }
            List<String> words = new ArrayList<>(List.of(kind));
            words.addAll(arguments);
            words.add("--json");
            try {
                String id = "job-" + next++;
                // An estimate leaves nothing behind: what it begins lies in a folder of its own.
                Scratch scratch = untilPlanned ? Scratch.create() : null;
                Worker place = scratch == null ? with : with.keepingIn(scratch.folder());
                Process process = (LOOKING.contains(kind) ? place.behindOthers() : place).of(words).start();
                job = new Job(id, kind, subject, untilPlanned, process, changed -> {
                    told(changed);
                    if (scratch != null && !changed.running()) {
                        scratch.close();
                    }
                });
                jobs.put(id, job);
            } catch (IOException e) {
                throw new DescentException(DescentException.Kind.CANNOT_WRITE, "No process can be started: "
                        + e.getMessage(), e);
            }
            List<String> ended = jobs.values().stream().filter(other -> !other.running()).map(Job::id).toList();
            ended.stream().limit(Math.max(0, ended.size() - KEPT)).forEach(jobs::remove);
        }
        told(job);
        return job.id();
    }

    private void told(Job job) {
        events.tell("job", job.json());
    }

    /// All that are remembered, oldest first.
    public synchronized List<Map<String, @Nullable Object>> rows() {
        return jobs.values().stream().map(Job::json).toList();
    }

    /// Lets one finish its update, save, and end.
    public void stop(String id) {
        Job job = job(id);
        job.stop();
        told(job);
    }

    /// The arguments of the training that a diagnosis proposed.
    ///
    /// @throws DescentException (usage) where it proposed none
    public List<String> proposed(String id) {
        if (job(id).done().get("command") instanceof String line && line.startsWith("train ")) {
            List<String> words = Words.of(line);
            return words.subList(1, words.size());
        }
        throw DescentException.usage("Nothing here proposes a training.");
    }

    /// The newest loss plane of a run, as the command `plane` says it.
    ///
    /// @throws DescentException (usage) where there is none yet
    public synchronized Map<String, @Nullable Object> plane(String run) {
        return jobs.values().stream().filter(job -> job.isAbout(run)).map(Job::plane)
                .filter(plane -> !plane.isEmpty()).reduce((_, newer) -> newer)
                .orElseThrow(() -> DescentException.usage("The loss plane of " + run + " is not drawn yet."));
    }

    private synchronized Job job(String id) {
        Job job = jobs.get(id);
        if (job == null) {
            throw DescentException.data("There is no \"" + id + "\" in this laboratory.");
        }
        return job;
    }

    /// Stops all, each after its update and its checkpoint.
    @Override
    public void close() {
        List<Job> working;
        synchronized (this) {
            working = jobs.values().stream().filter(Job::running).toList();
        }
        working.forEach(Job::stop);
        working.forEach(job -> job.await(PATIENCE_SECONDS));
    }
}
