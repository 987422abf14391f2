package dev.descent.lab;

import dev.descent.common.Json;
import dev.descent.lab.pages.FeatureScaling;
import dev.descent.lab.pages.FirstSteps;
import dev.descent.lab.pages.WhereItStops;
import dev.descent.lab.pages.WhyItWorks;
import dev.descent.lab.pages.YourEquation;
import dev.descent.lab.web.Assets;
import dev.descent.lab.web.Guard;
import dev.descent.lab.web.Page;
import dev.descent.lab.web.Questions;
import dev.descent.lab.web.Route;
import dev.descent.lab.web.Slots;
import io.javalin.http.HandlerType;
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
    static List<Page> pages(DataShelf data) {
        return List.of(new FirstSteps(data.tables()), new FeatureScaling(data.tables()), new WhyItWorks(),
                new WhereItStops(), new YourEquation(data.tables()));
    }

    /// All routes.
    static List<Route> all(LabOptions options, DataShelf data) {
        Assets assets = new Assets();
        List<Route> routes = new ArrayList<>(List.of(
                new Route(HandlerType.GET, "/", Guard.ENTRY, assets::shell),
                new Route(HandlerType.GET, "/theme.css", Guard.READ,
                        context -> assets.text(context, STYLE, "theme.css", Theme.css())),
                new Route(HandlerType.GET, "/theme.js", Guard.READ,
                        context -> assets.text(context, SCRIPT, "theme.js", Theme.script())),
                new Route(HandlerType.GET, "/site/<file>", Guard.READ, assets::site),
                new Route(HandlerType.GET, "/lib/{name}", Guard.READ, assets::library),
                new Route(HandlerType.GET, "/api/lab", Guard.READ,
                        context -> context.contentType("application/json").result(Json.write(about(options, data))))));
        Questions questions = new Questions(new Slots(Math.max(2, Runtime.getRuntime().availableProcessors())));
        pages(data).forEach(page -> routes.addAll(questions.routes(page)));
        return List.copyOf(routes);
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
