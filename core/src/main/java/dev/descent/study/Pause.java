package dev.descent.study;

import dev.descent.train.Interrupt;

/// Stops one training early without stopping the study: raised by itself, or because the study's own interrupt is.
final class Pause extends Interrupt {

    private final Interrupt study;

    Pause(Interrupt study) {
        this.study = study;
    }

    @Override
    public boolean raised() {
        return super.raised() || study.raised();
    }
}
