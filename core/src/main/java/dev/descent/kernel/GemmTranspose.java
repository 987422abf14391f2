package dev.descent.kernel;

/// Mirrors a square block of as many rows and columns as a vector has lanes.
@FunctionalInterface
interface GemmTranspose {

    /// `to[toAt + c·toRow + r] = from[fromAt + r·fromRow + c]`.
    void run(float[] from, int fromAt, int fromRow, float[] to, int toAt, int toRow);
}
