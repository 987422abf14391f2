/// The web laboratory: [Lab] starts it, [Routes] lists everything that it answers.
@NullMarked
package dev.descent.lab;

import org.jspecify.annotations.NullMarked;
