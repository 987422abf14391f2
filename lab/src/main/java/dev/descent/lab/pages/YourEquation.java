package dev.descent.lab.pages;

import dev.descent.common.DescentException;
import dev.descent.data.PreparationOptions;
import dev.descent.data.Prepared;
import dev.descent.data.Split;
import dev.descent.data.Table;
import dev.descent.data.TableSummary;
import dev.descent.equation.Printer;
import dev.descent.equation.UpdateRule;
import dev.descent.lab.web.Allowance;
import dev.descent.lab.web.Answer;
import dev.descent.lab.web.Ask;
import dev.descent.lab.web.Page;
import dev.descent.lab.web.Question;
import dev.descent.nn.Activation;
import dev.descent.nn.Network;
import dev.descent.nn.NetworkObjective;
import dev.descent.nn.Parameters;
import dev.descent.objective.Surface;
import dev.descent.objective.Surfaces;
import dev.descent.optim.CustomRule;
import dev.descent.optim.Explanation;
import dev.descent.optim.Optimizer;
import dev.descent.optim.Optimizers;
import dev.descent.optim.RuleCheck;
import dev.descent.train.Recipe;
import dev.descent.train.TrainingSteps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Your equation: an optimizer or a surface as somebody types it, read, typeset, taken apart and raced.
public final class YourEquation implements Page {

    private static final int MOST_UPDATES = 1_000;
    /// Of new equations: a person who types all day stays below it.
    private static final int COUNT = 150;
    private static final long FIVE_MINUTES = 300_000_000_000L;
    /// The network that is trained: small enough that seven rates of five rules answer at once.
    private static final List<Integer> HIDDEN = List.of(8);
    private static final int ROWS = 64;
    private static final int NETWORK_UPDATES = 100;
    private static final int MOST_ROWS = 1_000;
    private static final String FIRST_DATA = "line";
    /// Rivals: the whole catalogue.
    private static final String ALL = "all";

    private final Equations equations;
    private final Shelf shelf;

    /// @param shelf the data
    public YourEquation(Shelf shelf) {
        this.shelf = shelf;
        equations = new Equations(new Allowance(COUNT, FIVE_MINUTES, System::nanoTime));
    }

    @Override
    public String slug() {
        return "your-equation";
    }

    @Override
    public List<Question> questions() {
        return List.of(new Question("rule", this::rule), new Question("ground", this::ground),
                new Question("race", this::race), new Question("train", this::train));
    }

    /// What can be said about a rule; where it is wrong, `error` says where instead.
    private Answer rule(Ask ask) {
        String text = ask.text("rule");
        try {
            CustomRule rule = equations.rule(text);
            Explanation explained = Explanation.of(rule);
            UpdateRule equation = rule.rule();
            return new Answer().fact("equation", Printer.mathml(equation)).fact("text", equation.text())
                    .fact("ascii", Printer.ascii(equation)).fact("listing", explained.listing())
                    .fact("passes", explained.event().get("passes")).fact("states", explained.program().states())
                    .fact("bytesMoved", explained.bytesMoved()).fact("bytesKept", explained.bytesKept())
                    .fact("skips", explained.proof().leavesAlone()).fact("values", values(rule))
                    .fact("findings", RuleCheck.of(rule).findings().stream().map(finding -> Map.of("name",
                            finding.name(), "passed", finding.passed(), "text", finding.text())).toList());
        } catch (DescentException e) {
            return wrong(e);
        }
    }

    private static Map<String, Double> values(CustomRule rule) {
        Map<String, Double> values = new LinkedHashMap<>();
        rule.settings().stream().filter(setting -> rule.values().containsKey(setting.option()))
                .forEach(setting -> values.put(setting.option(), rule.get(setting.option())));
        return values;
    }

    /// The relief of a surface, named or typed; where it is wrong, `error` says where instead.
    private Answer ground(Ask ask) {
        try {
            Surface surface = surface(ask);
            return SurfaceAsk.ground(surface).fact("names", Surfaces.names());
        } catch (DescentException e) {
            return wrong(e);
        }
    }

    /// The rule against others on a surface, each at the best rate of its grid.
    private Answer race(Ask ask) {
        Surface surface = surface(ask);
        double[] start = ask.has("start") ? ask.numbers("start", 2) : surface.start();
        int updates = ask.integer("updates", 1, MOST_UPDATES);
        List<Race> races = runners(ask).stream()
                .map(runner -> Race.best(surface.formula(), runner, start, updates)).toList();
        return answer(races).fact("start", start);
    }

    /// The same on a small network.
    private Answer train(Ask ask) {
        long seed = ask.seed("seed");
        Table table = some(shelf.table(ask.has("data") ? ask.id("data") : FIRST_DATA));
        String target = TableSummary.of(table).targets().stream().findFirst()
                .orElse(table.columns().getLast().name());
        PreparationOptions options = PreparationOptions.of(target);
        Recipe recipe = Recipe.builder().preparation(options).hidden(HIDDEN).activation(Activation.TANH).seed(seed)
                .build();
        Prepared prepared = Prepared.of(table, options, seed, Split.VALIDATION, Split.HOLD_OUT);
        Network network = TrainingSteps.begin(recipe, prepared).network();
        NetworkObjective objective = new NetworkObjective(network, prepared.train(), null,
                IntStream.range(0, Math.min(ROWS, prepared.train().rows())).toArray());
        double[] start = NetworkObjective.point(Parameters.initial(network, seed));
        List<Race> races = runners(ask).stream()
                .map(runner -> Race.best(objective, runner, start, NETWORK_UPDATES)).toList();
        return answer(races).fact("parameters", network.count()).fact("data", table.name()).fact("target", target)
                .fact("rows", Math.min(ROWS, prepared.train().rows())).fact("updates", NETWORK_UPDATES);
    }

    /// Enough rows to choose the few from that are trained on.
    private static Table some(Table table) {
        int rows = table.rows();
        return rows <= MOST_ROWS ? table
                : table.select(IntStream.range(0, MOST_ROWS).map(k -> (int) ((long) k * rows / MOST_ROWS)).toArray());
    }

    private static Answer answer(List<Race> races) {
        Answer answer = new Answer().fact("runners", races.stream().map(Race::facts).toList());
        for (int k = 0; k < races.size(); k++) {
            races.get(k).add(answer, "run" + k);
        }
        return answer;
    }

    private List<Optimizer> runners(Ask ask) {
        List<Optimizer> runners = new ArrayList<>(List.of(equations.rule(ask.text("rule"))));
        String rivals = ask.text("rivals");
        (rivals.equals(ALL) ? Optimizers.all().stream()
                : Arrays.stream(rivals.split(",")).limit(8).map(Optimizers::byName)).forEach(runners::add);
        return runners;
    }

    private Surface surface(Ask ask) {
        String text = ask.text("surface");
        Surface surface = Surfaces.isName(text) ? Surfaces.byName(text) : equations.surface(text);
        if (surface.formula().size() != 2) {
            throw DescentException.usage("The surface has " + surface.formula().size() + " coordinates ("
                    + String.join(", ", surface.formula().coordinates())
                    + "); expected two, so that it can be drawn. Give the others numbers.");
        }
        return surface;
    }

    private static Answer wrong(DescentException e) {
        return new Answer().fact("error", e.getMessage());
    }
}
