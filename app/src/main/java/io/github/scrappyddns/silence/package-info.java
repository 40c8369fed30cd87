/** Who has not called for too long, and who is back. */
@NullMarked
package io.github.scrappyddns.silence;

import org.jspecify.annotations.NullMarked;
