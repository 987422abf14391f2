package dev.descent.cli;

import dev.descent.report.Chart;
import dev.descent.report.HtmlReport;
import dev.descent.study.Archive;
import dev.descent.study.Kept;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Makes a page and pictures of runs and studies, to send and to print.
@CommandLine.Command(name = "report", description = "Write one self-contained page (HTML) of runs and studies, and its "
        + "pictures as SVG and PNG for a paper: letters are outlines, nothing is loaded.")
final class ReportCommand extends Command {

    @Parameters(paramLabel = "RUN", arity = "0..*", description = "Ids or folders of runs and studies, or last "
            + "(default: last).")
    List<String> ids = List.of();

    @Option(names = "--out", paramLabel = "NAME", order = 10, description = "Write NAME.html, NAME-loss.svg, "
            + "NAME-loss.png (default: the id, or report for several).")
    @Nullable
    Path out;

    @Override
    int run(Terminal terminal) {
        Archive archive = Archive.of(terminal.runs(), terminal.home());
        List<Kept> chosen = (ids.isEmpty() ? List.of("last") : ids).stream().distinct().map(archive::find).toList();
        Path name = out != null ? out : Path.of(chosen.size() == 1 ? chosen.getFirst().id() : "report");
        List<Kept> runs = chosen.stream().filter(Kept::isRun).toList();
        List<ReportPart> parts = new ArrayList<>();
        if (!runs.isEmpty()) {
            parts.add(new RunsPart(runs));
        }
        chosen.stream().filter(kept -> !kept.isRun()).map(StudyPart::new).forEach(parts::add);

        HtmlReport page = HtmlReport.of(parts.size() == 1 ? parts.getFirst().title() : "Runs and studies");
        Map<String, Chart> pictures = new LinkedHashMap<>();
        for (ReportPart part : parts) {
            page = part.addTo(parts.size() == 1 ? page : page.heading(part.title()));
            part.pictures().forEach((what, chart) -> pictures.put(
                    parts.size() == 1 ? what : part.name() + "-" + what, chart));
        }
        List<Path> written = new ArrayList<>();
        Path html = named(name, ".html");
        terminal.writing(html);
        page.write(html);
        written.add(html);
        pictures.forEach((what, chart) -> {
            Path svg = named(name, "-" + what + ".svg");
            terminal.writing(svg);
            chart.writeSvg(svg);
            Path png = named(name, "-" + what + ".png");
            terminal.writing(png);
            chart.writePng(png);
            written.addAll(List.of(svg, png));
        });
        written.forEach(file -> terminal.result(terminal.shown(file)));
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("event", "done");
        event.put("report", html.toString());
        event.put("files", written.stream().map(Path::toString).toList());
        terminal.event(event);
        return 0;
    }

    private static Path named(Path name, String ending) {
        return name.resolveSibling(name.getFileName() + ending);
    }
}
