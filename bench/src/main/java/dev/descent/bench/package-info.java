/// JMH benchmarks that check their results, and programs that time ways in turn.
@NullMarked
package dev.descent.bench;

import org.jspecify.annotations.NullMarked;
