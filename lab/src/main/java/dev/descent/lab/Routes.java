package dev.descent.lab;

import dev.descent.common.Json;
import dev.descent.lab.pages.FeatureScaling;
import dev.descent.lab.pages.FirstSteps;
import dev.descent.lab.pages.LearningRate;
import dev.descent.lab.pages.OptimizerRace;
import dev.descent.lab.pages.WhereItStops;
import dev.descent.lab.pages.WhyItWorks;
import dev.descent.lab.pages.YourData;
import dev.descent.lab.pages.YourEquation;
import dev.descent.lab.web.Assets;
import dev.descent.lab.web.EventStream;
import dev.descent.lab.web.Guard;
import dev.descent.lab.web.Page;
import dev.descent.lab.web.Questions;
import dev.descent.lab.web.Refusal;
import dev.descent.lab.web.Reports;
import dev.descent.lab.web.Route;
import dev.descent.lab.web.Slots;
import dev.descent.lab.work.Workplace;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything that the laboratory answers, in one place, each with its guard. `GuardTest` tries every line of it with
/// no key, a wrong one, a foreign Origin, a bad Host and a form.
final class Routes {

    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";

    private Routes() {
    }

    /// The pages that ask something. A new page takes its line here and in `site/pages.js`.
    static List<Page> pages(DataShelf data, Workplace work) {
        return List.of(new FirstSteps(data.tables()), new LearningRate(data.tables()),
                new OptimizerRace(data.tables()), new FeatureScaling(data.tables()), new WhyItWorks(),
                new WhereItStops(), new YourData(data, work), new YourEquation(data));
    }

    /// All routes.
    static List<Route> all(LabOptions options, DataShelf data, Workplace work) {
        Assets assets = new Assets();
        EventStream stream = new EventStream(work.events());
        List<Route> routes = new ArrayList<>(List.of(
                new Route(HandlerType.GET, "/", Guard.ENTRY, assets::shell),
                new Route(HandlerType.GET, "/theme.css", Guard.READ,
                        context -> assets.text(context, STYLE, "theme.css", Theme.css())),
                new Route(HandlerType.GET, "/theme.js", Guard.READ,
                        context -> assets.text(context, SCRIPT, "theme.js", Theme.script())),
                new Route(HandlerType.GET, "/site/<file>", Guard.READ, assets::site),
                new Route(HandlerType.GET, "/lib/{name}", Guard.READ, assets::library),
                new Route(HandlerType.GET, "/api/lab", Guard.READ,
                        context -> context.contentType("application/json").result(Json.write(about(options, data)))),
                new Route(HandlerType.GET, "/api/events", Guard.READ, stream::open),
                new Route(HandlerType.GET, "/report/{id}", Guard.READ,
                        context -> Reports.send(context, work.report(context.pathParam("id")))),
                new Route(HandlerType.POST, "/api/upload", Guard.UPLOAD, context -> upload(context, data))));
        Questions questions = new Questions(new Slots(Math.max(2, Runtime.getRuntime().availableProcessors())));
        pages(data, work).forEach(page -> routes.addAll(questions.routes(page)));
        return List.copyOf(routes);
    }

    /// The file streams to the disk; its name comes in a header, percent-encoded, and is only ever shown.
    private static void upload(Context context, DataShelf data) throws IOException {
        String name = context.header("X-Descent-Name");
        String decoded;
        try {
            decoded = URLDecoder.decode(name == null ? "" : name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw new Refusal(400, "The file's name is not percent-encoded.");
        }
        context.contentType("application/json").result(Json.write(data.take(context.bodyInputStream(), decoded)));
    }

    /// What every page knows: the version, what the command is called, and the data by their ids.
    private static Map<String, @Nullable Object> about(LabOptions options, DataShelf data) {
        String version = Lab.class.getPackage().getImplementationVersion();
        Map<String, @Nullable Object> about = new LinkedHashMap<>();
        about.put("version", version == null ? "development" : version);
        about.put("program", options.program());
        about.put("data", data.index());
        return about;
    }
}
