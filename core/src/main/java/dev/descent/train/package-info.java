/// Training: the loop, its events, early stopping, divergence, checkpoints, models and run folders.
@NullMarked
package dev.descent.train;

import org.jspecify.annotations.NullMarked;
