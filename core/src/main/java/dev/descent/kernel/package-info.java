/// Loops over flat arrays at the speed of the machine: the only package that names the Vector API and bytecode.
@NullMarked
package dev.descent.kernel;

import org.jspecify.annotations.NullMarked;
