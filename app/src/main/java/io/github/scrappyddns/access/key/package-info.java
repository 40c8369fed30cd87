/** Keys by which programs may ask and order, and the calls that they may repeat. */
@NullMarked
package io.github.scrappyddns.access.key;

import org.jspecify.annotations.NullMarked;
