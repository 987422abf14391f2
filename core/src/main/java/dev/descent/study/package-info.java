/// Studies: many runs compared, and how sure one can be of the answer.
@NullMarked
package dev.descent.study;

import org.jspecify.annotations.NullMarked;
