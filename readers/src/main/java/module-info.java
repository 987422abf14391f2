/// Tables from files.
module dev.descent.readers {
    requires transitive dev.descent.core;
    requires static org.jspecify;
    requires de.siegmar.fastcsv;
    requires ch.randelshofer.fastdoubleparser;

    exports dev.descent.readers;
}
