/// The catalogue of update rules, one record and file each; their state and schedules.
@NullMarked
package dev.descent.optim;

import org.jspecify.annotations.NullMarked;
