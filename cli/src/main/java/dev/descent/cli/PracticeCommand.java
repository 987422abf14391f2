package dev.descent.cli;

import dev.descent.common.DescentException;
import dev.descent.data.Split;
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
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Practices: a question about gradient descent, answered by runs on bundled data or one's own.
@CommandLine.Command(name = "practice", description = "Answer a question about gradient descent by runs of your own: "
        + "first-steps, learning-rate, optimizers, scaling, mini-batch, why, limits.")
final class PracticeCommand extends Command {

    private static final int DIGITS_HELD = 5_000;

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

    @Mixin
    ThreadOptions threads = new ThreadOptions();

    @Override
    int run(Terminal terminal) {
        Topic topic = Topic.of(slug);
        refuseWhatItDoesNotUse(topic);
        int workers = threads.count();
        Practice practice = topic.ofFormula() ? onFormula(topic, workers) : onData(terminal, topic, workers);
        terminal.result(topic.heading());
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
        PracticeOutput out = new PracticeOutput(terminal, practice, lesson, prediction,
                LabLink.of(practice, file != null ? file : bundled(topic).getFirst()), cost, seconds);
        out.people();
        out.files(folder);
        out.machines(folder);
        return 0;
    }

    /// Of the 60,000 bundled digits 50,000 train.
    private static double rows(@Nullable Double given, boolean digits, double usual) {
        return given != null ? given : digits ? DIGITS_HELD : usual;
    }

    /// No option is ignored in silence.
    private void refuseWhatItDoesNotUse(Topic topic) {
        for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
            String name = option.longestName();
            boolean circle = name.equals("--at") || name.equals("--radius");
            String because = topic.ofFormula() && ofData(option) ? "looks at a formula, not at data"
                    : circle && topic != Topic.WHY ? "draws no circle; why does"
                            : topic == Topic.SCALING && name.equals("--scale") ? "tries none and standard itself"
                                    : name.equals("--class-weight") ? "gives every row the same weight" : "";
            if (!because.isEmpty()) {
                throw DescentException.usage(name + " is not for " + topic.slug() + ", which " + because);
            }
        }
    }

    private boolean ofData(OptionSpec option) {
        return Objects.requireNonNull(spec.mixins().get("columns")).optionsMap().containsKey(option.longestName());
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

    /// What a practice looks at unless told otherwise.
    private static List<String> bundled(Topic topic) {
        return switch (topic) {
            case FIRST_STEPS -> List.of("line");
            case SCALING -> List.of("line", "rooms");
            case MINI_BATCH -> List.of("digits");
            case LEARNING_RATE, OPTIMIZERS, WHY, LIMITS -> List.of("rooms");
        };
    }

    private Practice onData(Terminal terminal, Topic topic, int workers) {
        List<Classroom> classrooms = new ArrayList<>();
        for (String name : file != null ? List.of(file) : bundled(topic)) {
            DataFile data = columns.read(name);
            if (file != null) {
                data.notes().forEach(terminal::note);
            }
            boolean digits = topic == Topic.MINI_BATCH && file == null;
            classrooms.add(new Classroom(data.data(), columns.preparation(data.defaultTarget()),
                    rows(columns.validation, digits, Split.VALIDATION), rows(columns.holdOut, digits, Split.HOLD_OUT),
                    seed, full, workers));
        }
        return Practices.of(topic, classrooms);
    }
}
