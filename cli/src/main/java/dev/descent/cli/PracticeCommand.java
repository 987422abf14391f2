package dev.descent.cli;

import dev.descent.common.DescentException;
import dev.descent.data.Dataset;
import dev.descent.objective.Start;
import dev.descent.objective.Surface;
import dev.descent.practice.Classroom;
import dev.descent.practice.Practice;
import dev.descent.practice.Practices;
import dev.descent.practice.Topic;
import dev.descent.report.Numbers;
import dev.descent.study.StudyFolder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Practices: a question about gradient descent, answered by runs on bundled data or one's own.
@CommandLine.Command(name = "practice", description = "Answer a question about gradient descent by runs of your own: "
        + "first-steps, learning-rate, optimizers, scaling, mini-batch, why, limits.")
final class PracticeCommand extends Command {

    @Parameters(index = "0", paramLabel = "PRACTICE",
            description = "first-steps, learning-rate, optimizers, scaling, mini-batch, why or limits.")
    String slug = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "FILE",
            description = "Data of your own, or bundled ones (default: "
                    + "line, rooms or digits, as the practice needs); for why and limits a formula or a surface.")
    @Nullable
    String file;

    @Option(names = "--predict", arity = "0..1", fallbackValue = "ask", paramLabel = "ANSWER", order = 10,
            description = "Be asked the question before the runs; or the number of your answer.")
    @Nullable
    String predict;

    @Option(names = "--full", order = 11, description = "More seeds and longer runs than fit into a minute and a half.")
    boolean full;

    @Option(names = "--at", paramLabel = "POINT", order = 12,
            description = "For why: the centre of the circle: -1.2,1 or x=-1.2,y=1 (default: the surface's start).")
    @Nullable
    String at;

    @Option(names = "--radius", paramLabel = "LENGTH", defaultValue = "0.1", order = 13,
            description = "For why: the radius d of the circle (default: ${DEFAULT-VALUE}).")
    double radius = 0.1;

    @Mixin
    DataOptions columns = new DataOptions();

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", order = 45,
            description = "For the split, the initial weights and the order of rows; the first of several (default: "
                    + "${DEFAULT-VALUE}).")
    long seed = 1;

    @Option(names = "--threads", paramLabel = "N", order = 48,
            description = "Threads; never changes a bit of the result (default: as many as help).")
    @Nullable
    Integer threads;

    @Override
    int run(Terminal terminal) {
        Topic topic = Topic.of(slug);
        int workers = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        if (workers < 1) {
            throw DescentException.usage("--threads " + workers + ": expected 1 or more.");
        }
        Practice practice = topic.ofFormula() ? onFormula(topic, workers) : onData(terminal, topic, workers);
        terminal.result(terminal.bold(topic.heading()));
        practice.setting().forEach(terminal::sentence);
        double cost = practice.cost();
        terminal.result("cost: about " + seconds(cost) + " on " + workers
                + (workers == 1 ? " thread" : " threads"));
        terminal.result("");
        Prediction prediction = Prediction.of(practice.question(), predict, terminal);
        long begun = System.nanoTime();
        Practice.Lesson lesson = practice
                .run((what, share) -> terminal.progress().update(share, () -> topic.slug() + ": " + what));
        terminal.progress().erase();
        double seconds = (System.nanoTime() - begun) * 1e-9;
        StudyFolder folder = StudyFolder.create(terminal.home(), topic.slug());
        String link = practice.page(file == null && topic == Topic.FIRST_STEPS ? "line" : String.valueOf(file))
                .map(settings -> "#/" + topic.slug() + "?" + settings).orElse("");
        PracticeOutput out = new PracticeOutput(terminal, practice, lesson, prediction, link, cost, seconds);
        out.people();
        out.files(folder);
        out.machines(folder);
        return 0;
    }

    private static String seconds(double cost) {
        double whole = Math.max(1, Math.rint(cost));
        return whole < 60 ? Numbers.setting(whole) + " s" : Numbers.seconds(whole);
    }

    private Practice onFormula(Topic topic, int workers) {
        Surface surface = Formulas.surface(file != null ? file : topic == Topic.WHY ? "rosenbrock" : "two-minima",
                seed);
        double[] start = at == null ? surface.start() : Start.parse("--at", at, surface.formula().coordinates());
        return Practices.of(topic, surface, start, radius, full, workers);
    }

    private Practice onData(Terminal terminal, Topic topic, int workers) {
        List<String> names = file != null ? List.of(file) : switch (topic) {
            case FIRST_STEPS -> List.of("line");
            case SCALING -> List.of("line", "rooms");
            case MINI_BATCH -> List.of("digits");
            case LEARNING_RATE, OPTIMIZERS, WHY, LIMITS -> List.of("rooms");
        };
        List<Classroom> classrooms = new ArrayList<>();
        for (String name : names) {
            DataFile data = columns.read(name);
            if (file != null) {
                data.notes().forEach(terminal::note);
            }
            Dataset rows = data.data();
            classrooms.add(new Classroom(rows, columns.preparation(data.defaultTarget()), seed, full, workers));
        }
        return Practices.of(topic, classrooms);
    }
}
