package dev.descent.lab.web;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;

/// Turns the questions of pages into routes: `POST /api/PAGE/QUESTION`.
public final class Questions {

    private final Slots slots;

    /// @param slots in which answers are computed
    public Questions(Slots slots) {
        this.slots = slots;
    }

    /// The routes of a page.
    public List<Route> routes(Page page) {
        return page.questions().stream().map(question -> new Route(HandlerType.POST,
                "/api/" + page.slug() + "/" + question.name(), Guard.COMMAND, context -> answer(question, context)))
                .toList();
    }

    private void answer(Question question, Context context) {
        Ask ask = new Ask(context.body());
        long begin = System.nanoTime();
        byte[] bytes = slots.in(() -> {
            Answer answer = question.answer().apply(ask);
            ask.nothingElse();
            return answer.bytes();
        });
        context.header("Server-Timing", "answer;dur=" + (System.nanoTime() - begin) / 1e6);
        context.contentType(Answer.TYPE).result(bytes);
    }
}
