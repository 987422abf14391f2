/// Equations: parsed to one expression tree that is interpreted, simplified, differentiated, lowered and printed.
@NullMarked
package dev.descent.equation;

import org.jspecify.annotations.NullMarked;
