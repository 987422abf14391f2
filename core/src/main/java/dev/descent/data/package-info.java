/// Tables, their preparation for training, splits and batches, and the bundled generated data sets.
@NullMarked
package dev.descent.data;

import org.jspecify.annotations.NullMarked;
