/// The web laboratory: a server for this machine alone, and the pages that it serves.
module dev.descent.lab {
    requires dev.descent.core;
    requires dev.descent.readers;
    requires dev.descent.report;
    requires static org.jspecify;
    requires io.javalin;
    requires jakarta.servlet;
    requires org.eclipse.jetty.http;
    requires org.eclipse.jetty.io;
    requires org.eclipse.jetty.server;
    requires org.eclipse.jetty.util;

    exports dev.descent.lab;
    exports dev.descent.lab.work to
            dev.descent.cli;
}
