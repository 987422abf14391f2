/// Networks: layers, activations, losses, initial weights and the backward pass.
@NullMarked
package dev.descent.nn;

import org.jspecify.annotations.NullMarked;
