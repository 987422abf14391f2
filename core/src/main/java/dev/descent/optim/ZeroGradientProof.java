package dev.descent.optim;

/// stub
record ZeroGradientProof(boolean leavesAlone) {
    static ZeroGradientProof of(Optimizer optimizer) {
        return new ZeroGradientProof(optimizer.rule() == null);
    }
}
