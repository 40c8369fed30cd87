/** How people spell: which known word a mistyped one was meant to be, and which names are one. */
@NullMarked
package io.github.scrappyddns.spelling;

import org.jspecify.annotations.NullMarked;
