/// How the laboratory talks to browsers: guards, limits, answers. Nothing here knows a page.
@NullMarked
package dev.descent.lab.web;

import org.jspecify.annotations.NullMarked;
