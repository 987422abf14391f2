/// Tables from files.
@NullMarked
package dev.descent.readers;

import org.jspecify.annotations.NullMarked;
