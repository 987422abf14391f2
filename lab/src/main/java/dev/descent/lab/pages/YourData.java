package dev.descent.lab.pages;

import dev.descent.common.DescentException;
import dev.descent.data.ColumnSummary;
import dev.descent.data.PreparationOptions;
import dev.descent.data.Table;
import dev.descent.data.TableSummary;
import dev.descent.data.Target;
import dev.descent.data.Task;
import dev.descent.lab.web.Answer;
import dev.descent.lab.web.Ask;
import dev.descent.lab.web.Page;
import dev.descent.lab.web.Question;
import dev.descent.lab.work.Workplace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Your data: what the columns hold, one training with sensible defaults, the runs of this machine, and what to do next.
public final class YourData implements Page {

    private static final int MOST_COLUMNS = 200;
    private static final int MOST_MARKS = 1 << 30;
    private static final List<String> RULES = List.of("adam", "sgd", "momentum", "adagrad", "rmsprop");
    private static final double MOST_UPDATES = 1L << 53;

    private final Shelf shelf;
    private final Workplace work;
    private final RunBaselines baselines;

    /// @param shelf the data
    /// @param work  runs and processes
    public YourData(Shelf shelf, Workplace work) {
        this.shelf = shelf;
        this.work = work;
        baselines = new RunBaselines(shelf);
    }

    @Override
    public String slug() {
        return "your-data";
    }

    @Override
    public List<Question> questions() {
        return List.of(new Question("columns", this::columns), new Question("state", this::state),
                new Question("curve", this::curve), new Question("train", this::train),
                new Question("resume", this::resume), new Question("compare", this::compare),
                new Question("tune", this::tune), new Question("diagnose", this::diagnose),
                new Question("fix", this::fix), new Question("report", this::report), new Question("stop", this::stop),
                new Question("plane", this::plane), new Question("relief", this::relief));
    }

    /// The columns, what could be predicted, and what every model must beat.
    private Answer columns(Ask ask) {
        String id = ask.id("data");
        Table table = shelf.table(id);
        TableSummary summary = TableSummary.of(table);
        List<String> names = summary.columns().stream().map(ColumnSummary::name).toList();
        @Nullable
        String wanted = ask.has("target") ? ask.choice("target", names) : null;
        String chosen = wanted != null ? wanted : summary.targets().isEmpty() ? null : summary.targets().getFirst();
        Answer answer = new Answer().fact("name", shelf.name(id)).fact("rows", summary.rows())
                .fact("columns", summary.columns().stream().limit(MOST_COLUMNS).map(YourData::column).toList())
                .fact("columnCount", names.size()).fact("names", names.stream().limit(MOST_COLUMNS).toList())
                .fact("suggested", summary.targets()).fact("target", chosen);
        return chosen == null ? answer : target(answer, table, summary, chosen);
    }

    private static Answer target(Answer answer, Table table, TableSummary summary, String name) {
        Target target;
        try {
            target = Target.of(table, PreparationOptions.of(name));
        } catch (DescentException e) {
            return answer.fact("unusable", e.getMessage());
        }
        ColumnSummary column = summary.columns().stream().filter(one -> one.name().equals(name)).findFirst()
                .orElseThrow();
        answer.fact("task", target.task().option()).fact("report", target.report());
        if (target.task() != Task.CLASSIFICATION) {
            return answer.fact("baseline", column.sigma()).fact("mean", column.mean());
        }
        int[] counts = new int[target.classes().size()];
        for (int label : target.labels()) {
            counts[label]++;
        }
        List<Map<String, Object>> classes = new ArrayList<>();
        int most = 0;
        int rows = 0;
        for (int k = 0; k < counts.length; k++) {
            classes.add(Map.of("name", target.classes().get(k), "rows", counts[k]));
            most = counts[k] > counts[most] ? k : most;
            rows += counts[k];
        }
        return answer.fact("classes", classes.stream().limit(MOST_COLUMNS).toList())
                .fact("majority", target.classes().get(most)).fact("baseline", (double) counts[most] / rows);
    }

    private static Map<String, @Nullable Object> column(ColumnSummary column) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", column.name());
        json.put("type", column.kind().name().toLowerCase(java.util.Locale.ROOT));
        json.put("missing", column.missing());
        json.put("distinct", column.distinct());
        json.put("min", finite(column.min()));
        json.put("max", finite(column.max()));
        json.put("mean", finite(column.mean()));
        json.put("sigma", finite(column.sigma()));
        json.put("top", column.top().stream().limit(3).map(ColumnSummary.Frequency::value).toList());
        json.put("flags", column.flags().stream().map(flag -> switch (flag) {
            case CONSTANT -> "constant";
            case EMPTY -> "empty";
            case ID_LIKE -> "looks like an id";
        }).toList());
        return json;
    }

    /// The runs, the studies, and what this laboratory works on.
    private Answer state(Ask ask) {
        return new Answer().fact("runs", work.runs().rows()).fact("studies", work.runs().studies())
                .fact("jobs", work.jobs().rows());
    }

    /// The losses of a run over the range that is seen, but for those that the page has.
    private Answer curve(Ask ask) {
        String run = ask.id("run");
        double low = ask.has("low") ? ask.number("low", 0, MOST_UPDATES) : 0;
        double high = ask.has("high") ? ask.number("high", 0, MOST_UPDATES) : MOST_UPDATES;
        int have = ask.integer("have", 0, MOST_MARKS);
        int stride = ask.integer("stride", 1, MOST_MARKS);
        Answer answer = new Answer().fact("run", run).fact("baseline", finite(baselines.loss(run, work.runs())));
        return work.runs().curve(run).add(answer, low, high, have, stride);
    }

    /// One training.
    private Answer train(Ask ask) {
        List<String> words = data(ask);
        words.add("--optimizer=" + ask.choice("optimizer", RULES));
        words.add("--lr=" + (ask.has("lr") ? Double.toString(ask.number("lr", 1e-9, 1e9)) : "auto"));
        words.add("--batch=" + ask.integer("batch", 1, 1 << 20));
        words.add("--epochs=" + ask.integer("epochs", 1, 1_000_000));
        words.add("--seed=" + ask.seed("seed"));
        words.add("--scale=" + ask.choice("scale", List.of("standard", "none", "minmax", "robust")));
        return started("train", words, null, false);
    }

    private List<String> data(Ask ask) {
        String id = ask.id("data");
        List<String> names = shelf.table(id).columns().stream().map(dev.descent.data.Column::name).toList();
        List<String> words = new ArrayList<>();
        words.add(shelf.argument(id));
        words.add("--target=" + ask.choice("target", names));
        return words;
    }

    /// Goes on with a run that was stopped or killed.
    private Answer resume(Ask ask) {
        String run = known(ask);
        return started("resume", List.of(run), run, false);
    }

    /// A comparison, or only what it will cost.
    private Answer compare(Ask ask) {
        List<String> words = data(ask);
        words.add("--seeds=" + ask.integer("seeds", 1, 20));
        words.add("--epochs=" + ask.integer("epochs", 1, 10_000));
        words.add("--no-timing");
        return started("compare", words, null, ask.has("cost"));
    }

    /// A search; its cost is the time that it is given.
    private Answer tune(Ask ask) {
        List<String> words = data(ask);
        words.add("--budget=" + ask.integer("minutes", 1, 24 * 60) + "m");
        return started("tune", words, null, false);
    }

    /// What is the matter with a run.
    private Answer diagnose(Ask ask) {
        String run = known(ask);
        return started("diagnose", List.of(run), run, false);
    }

    /// The training that a diagnosis proposed.
    private Answer fix(Ask ask) {
        return started("train", work.jobs().proposed(ask.id("job")), null, false);
    }

    /// A page of a run.
    private Answer report(Ask ask) {
        String run = known(ask);
        return started("report", List.of(run, "--out=" + work.reports().resolve(run)), run, false);
    }

    /// Draws the loss around the way of a run; `relief` asks for what is drawn.
    private Answer plane(Ask ask) {
        String run = known(ask);
        return started("plane", List.of(run), run, false);
    }

    /// The loss around the way of a run as far as it is drawn.
    private Answer relief(Ask ask) {
        return DrawnPlane.of(work.jobs().plane(known(ask)));
    }

    /// Lets a job save and end.
    private Answer stop(Ask ask) {
        work.jobs().stop(ask.id("job"));
        return new Answer();
    }

    /// An id that is a run's; it can be nothing else that a command would take for an option or a file.
    private String known(Ask ask) {
        return Objects.toString(work.runs().row(ask.id("run")).get("id"));
    }

    private Answer started(String kind, List<String> words, @Nullable String subject, boolean untilPlanned) {
        return new Answer().fact("job", work.jobs().start(kind, words, subject, untilPlanned));
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
