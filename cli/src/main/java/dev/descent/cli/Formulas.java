package dev.descent.cli;

import dev.descent.objective.Formula;
import dev.descent.objective.Surface;
import dev.descent.objective.Surfaces;
import dev.descent.objective.Window;
import dev.descent.report.Chart;
import java.nio.file.Path;
import java.util.List;

/// What the commands on formulas share: the FORMULA argument, and where their pictures go.
final class Formulas {

    private Formulas() {
    }

    /// The surface of an argument: a name, or an expression. A long word alone could be a formula of one coordinate, but
    /// is more likely a surface's name gone wrong.
    ///
    /// @param seed of the random start of a typed formula
    static Surface surface(String argument, long seed) {
        return surface(argument, Window.DEFAULT, seed);
    }

    /// The same; the minima of a typed formula are searched for over this part of the plane.
    static Surface surface(String argument, Window window, long seed) {
        if (Surfaces.isName(argument) || argument.strip().matches("[a-z-]{4,}(:.*)?")) {
            return Surfaces.byName(argument.strip());
        }
        return Surface.of(Formula.parse(argument), window, seed);
    }

    /// The surface's name as part of a file's name.
    static String fileName(Surface surface) {
        return fileName(surface.about().isEmpty() ? "formula" : surface.name());
    }

    /// Words as a file's name.
    static String fileName(String words) {
        return words.replaceAll("[^A-Za-z0-9.]+", "-");
    }

    /// A name that a person gave, without the ending of a picture.
    static Path withoutEnding(Path name) {
        return name.resolveSibling(String.valueOf(name.getFileName()).replaceFirst("\\.(svg|png)$", ""));
    }

    /// Writes `base.svg` and `base.png`.
    static List<Path> write(Chart chart, Path base, Terminal terminal) {
        Path svg = base.resolveSibling(base.getFileName() + ".svg");
        Path png = base.resolveSibling(base.getFileName() + ".png");
        terminal.writing(svg);
        chart.writeSvg(svg);
        terminal.writing(png);
        chart.writePng(png);
        return List.of(svg, png);
    }
}
