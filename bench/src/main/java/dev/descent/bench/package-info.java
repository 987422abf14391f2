/// JMH benchmarks that check their results.
@NullMarked
package dev.descent.bench;

import org.jspecify.annotations.NullMarked;
