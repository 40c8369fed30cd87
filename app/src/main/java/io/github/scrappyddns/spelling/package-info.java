/** Guesses which known word a mistyped one was meant to be. */
@NullMarked
package io.github.scrappyddns.spelling;

import org.jspecify.annotations.NullMarked;
