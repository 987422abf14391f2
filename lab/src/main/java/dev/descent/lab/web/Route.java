package dev.descent.lab.web;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/// One address that the laboratory answers at.
///
/// @param method  GET or POST
/// @param path    as Javalin writes it, `/site/<file>`
/// @param guard   who may use it
/// @param handler what answers
public record Route(HandlerType method, String path, Guard guard, Handler handler) {
}
