/** The command line and the composition root: makes, starts and stops the parts. */
@NullMarked
package io.github.scrappyddns;

import org.jspecify.annotations.NullMarked;
