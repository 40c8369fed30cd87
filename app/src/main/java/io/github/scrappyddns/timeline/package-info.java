/** The append-only history of every network. */
@NullMarked
package io.github.scrappyddns.timeline;

import org.jspecify.annotations.NullMarked;
