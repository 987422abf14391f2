/// What every package leans on: errors that help, counter-based randomness, JSON.
@NullMarked
package dev.descent.common;

import org.jspecify.annotations.NullMarked;
