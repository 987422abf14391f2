/// Work that outlives an answer: trainings and studies in processes of their own, and the runs of this machine as they
/// grow.
@NullMarked
package dev.descent.lab.work;

import org.jspecify.annotations.NullMarked;
