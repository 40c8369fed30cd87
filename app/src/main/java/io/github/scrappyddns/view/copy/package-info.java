/** Networks with all that is known of them, as a file of everything holds them. */
@NullMarked
package io.github.scrappyddns.view.copy;

import org.jspecify.annotations.NullMarked;
