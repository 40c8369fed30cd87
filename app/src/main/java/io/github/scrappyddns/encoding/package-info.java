/** How URLs encode text. */
@NullMarked
package io.github.scrappyddns.encoding;

import org.jspecify.annotations.NullMarked;
