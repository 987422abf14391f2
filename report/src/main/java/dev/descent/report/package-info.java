/// Pictures and pages: charts as SVG, PNG and text, and the one-file HTML report.
@NullMarked
package dev.descent.report;

import org.jspecify.annotations.NullMarked;
