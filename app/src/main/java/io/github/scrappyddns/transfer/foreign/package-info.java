/** Files of other programs, made into files of ours. */
@NullMarked
package io.github.scrappyddns.transfer.foreign;

import org.jspecify.annotations.NullMarked;
