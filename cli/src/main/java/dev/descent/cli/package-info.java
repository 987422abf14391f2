/// The descent command: one class per command.
@NullMarked
package dev.descent.cli;

import org.jspecify.annotations.NullMarked;
