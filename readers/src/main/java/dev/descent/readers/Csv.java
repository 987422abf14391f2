package dev.descent.readers;

/// Tables from CSV and TSV files.
public final class Csv {

    private Csv() {
    }
}
