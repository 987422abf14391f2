/// The descent command.
module dev.descent.cli {
    requires dev.descent.core;
    requires dev.descent.readers;
    requires dev.descent.report;
    requires static org.jspecify;
    requires info.picocli;

    opens dev.descent.cli to
            info.picocli;
}
