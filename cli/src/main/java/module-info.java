/// The descent command.
module dev.descent.cli {
    requires dev.descent.core;
    requires dev.descent.lab;
    requires java.management;
    requires jdk.management;
    requires dev.descent.readers;
    requires dev.descent.report;
    requires static org.jspecify;
    requires info.picocli;
    requires java.net.http;
    requires jdk.unsupported; // sun.misc.Signal: Ctrl-C

    opens dev.descent.cli to
            info.picocli;
}
