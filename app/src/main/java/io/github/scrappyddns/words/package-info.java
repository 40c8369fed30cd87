/**
 * All words that people read on pages, in alerts and in set-ups, in one place for each language.
 */
@NullMarked
package io.github.scrappyddns.words;

import org.jspecify.annotations.NullMarked;
