package dev.descent.cli;

import dev.descent.report.Chart;
import dev.descent.report.HtmlReport;
import java.util.Map;

/// What a report says about some of its runs and studies.
interface ReportPart {

    /// In a few words.
    String title();

    /// For the names of files.
    String name();

    /// Adds what it has to say.
    HtmlReport addTo(HtmlReport page);

    /// Its charts by what they show, for files of their own: `loss`.
    Map<String, Chart> pictures();
}
