/** Where the log goes and what its lines look like. */
@NullMarked
package io.github.scrappyddns.log;

import org.jspecify.annotations.NullMarked;
