package dev.descent.lab.web;

import java.util.function.Function;

/// Something that a page can ask: `POST /api/PAGE/NAME`. It has no guard to choose: all are [Guard#COMMAND].
///
/// @param name   small letters and hyphens
/// @param answer computes the answer; it reads every value of the request, and what it leaves unread is an error
public record Question(String name, Function<Ask, Answer> answer) {
}
