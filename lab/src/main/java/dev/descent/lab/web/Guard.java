package dev.descent.lab.web;

/// Who may use a route. Every route names one; [Gate] holds it, and checks Host and Origin for all of them before.
public enum Guard {
    /// The first page: the printed token, for which the browser gets a cookie, or that cookie.
    ENTRY,
    /// Reading: the cookie.
    READ,
    /// Whatever computes or changes something: the cookie, a JSON body, our own Origin and our own header, none of which
    /// a page from elsewhere can send.
    COMMAND,
    /// A file from a page: as a command, but of bytes (application/octet-stream), which no form can send either.
    UPLOAD
}
