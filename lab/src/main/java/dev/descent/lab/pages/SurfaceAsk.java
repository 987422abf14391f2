package dev.descent.lab.pages;

import dev.descent.equation.Printer;
import dev.descent.lab.web.Answer;
import dev.descent.lab.web.Ask;
import dev.descent.objective.Minimum;
import dev.descent.objective.Surface;
import dev.descent.objective.Surfaces;

/// What pages ask about the classical surfaces.
final class SurfaceAsk {

    private SurfaceAsk() {
    }

    /// The surface that `surface` names.
    static Surface of(Ask ask) {
        return Surfaces.byName(ask.choice("surface", Surfaces.names()));
    }

    /// Its relief and what is known of it: `about`, `formula`, `equation` as MathML, `start`, `minima` and their losses.
    static Answer ground(Surface surface) {
        return Ground.add(new Answer(), surface.formula()::value, surface.window()).fact("about", surface.about())
                .fact("formula", surface.formula().text())
                .fact("equation", Printer.mathml(surface.formula().expression())).fact("start", surface.start())
                .fact("axes", surface.formula().coordinates())
                .fact("minima", surface.minima().stream().map(Minimum::point).toList())
                .fact("minimaLoss", surface.minima().stream().map(Minimum::value).toList());
    }
}
