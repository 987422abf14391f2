/// Practices: questions about gradient descent, each answered by runs of one's own. What they compute is here, as numbers
/// and sentences; command line and pages only show it.
@NullMarked
package dev.descent.practice;

import org.jspecify.annotations.NullMarked;
