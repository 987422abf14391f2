package dev.descent.cli;

import dev.descent.practice.Practice;
import dev.descent.report.HtmlReport;
import dev.descent.report.Numbers;
import dev.descent.study.StudyFolder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a practice leaves: words in the terminal, a page in the study's folder, JSON.
final class PracticeOutput {

    private final Terminal terminal;
    private final Practice practice;
    private final Practice.Lesson lesson;
    private final Prediction prediction;
    private final Optional<LabLink> link;
    private final double cost;
    private final double seconds;
    private final List<ExhibitView> views;

    /// @param link    the laboratory's page of the same setting
    /// @param cost    seconds that were announced
    /// @param seconds that it took
    PracticeOutput(Terminal terminal, Practice practice, Practice.Lesson lesson, Prediction prediction,
            Optional<LabLink> link, double cost, double seconds) {
        this.terminal = terminal;
        this.practice = practice;
        this.lesson = lesson;
        this.prediction = prediction;
        this.link = link;
        this.cost = cost;
        this.seconds = seconds;
        views = lesson.exhibits().stream().map(ExhibitView::new).toList();
    }

    /// Tables, curves, the answer.
    void people() {
        for (ExhibitView view : views) {
            List<String> lines = view.lines(terminal);
            if (!lines.isEmpty()) {
                terminal.result(view.caption() + ":");
                lines.forEach(terminal::result);
                if (!lines.getLast().isEmpty()) {
                    terminal.result("");
                }
            }
        }
        lesson.answer().forEach(terminal::sentence);
        if (prediction.made()) {
            terminal.sentence(prediction.verdict(lesson.outcome()));
        }
        terminal.result("");
    }

    /// `report.html` and `study.json`.
    void files(StudyFolder folder) {
        terminal.writing(folder.report());
        page().write(folder.report());
        Map<String, @Nullable Object> study = new LinkedHashMap<>();
        study.put("format", StudyFolder.FORMAT);
        study.put("id", folder.id());
        study.put("kind", "practice");
        study.putAll(result());
        folder.save(study);
        terminal.result("report " + terminal.shown(folder.report()));
        link.ifPresent(page -> terminal.result("lab    " + terminal.hint(page.arguments())));
    }

    private HtmlReport page() {
        HtmlReport page = HtmlReport.of(practice.topic().heading());
        for (String sentence : practice.setting()) {
            page = page.paragraph(sentence);
        }
        List<String> answer = new ArrayList<>(lesson.answer());
        if (prediction.made()) {
            answer.add(prediction.verdict(lesson.outcome()));
        }
        page = page.verdicts(answer);
        for (ExhibitView view : views) {
            page = view.on(page);
        }
        return page;
    }

    /// The last line of `practice --json`.
    void machines(StudyFolder folder) {
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("event", "done");
        event.putAll(result());
        event.put("estimatedSeconds", cost);
        event.put("seconds", seconds);
        event.put("link", link.map(LabLink::address).orElse(null));
        event.put("study", folder.id());
        event.put("report", folder.report().toString());
        terminal.event(event);
        terminal.note("took " + Numbers.seconds(seconds));
    }

    private Map<String, @Nullable Object> result() {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("practice", practice.topic().slug());
        result.put("setting", practice.setting());
        Map<String, @Nullable Object> question = new LinkedHashMap<>();
        question.put("text", practice.question().text());
        question.put("choices", practice.question().choices());
        question.put("expected", prediction.made() ? prediction.choice() + 1 : null);
        question.put("outcome", lesson.outcome() + 1);
        result.put("question", question);
        result.put("exhibits", views.stream().map(ExhibitView::json).toList());
        result.put("answer", lesson.answer());
        return result;
    }
}
