/// Functions to minimise: surfaces, formulas, and the walks that optimizers take on them.
@NullMarked
package dev.descent.objective;

import org.jspecify.annotations.NullMarked;
