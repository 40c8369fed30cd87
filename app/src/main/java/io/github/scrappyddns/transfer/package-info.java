/** Everything as one file: written, read, compared with what is here, and taken in. */
@NullMarked
package io.github.scrappyddns.transfer;

import org.jspecify.annotations.NullMarked;
