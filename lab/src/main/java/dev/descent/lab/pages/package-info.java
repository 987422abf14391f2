/// What each page of the laboratory asks of the library, a class per page.
@NullMarked
package dev.descent.lab.pages;

import org.jspecify.annotations.NullMarked;
