/// Pictures and pages.
module dev.descent.report {
    requires transitive dev.descent.core;
    requires static org.jspecify;
    requires java.desktop;

    exports dev.descent.report;
}
