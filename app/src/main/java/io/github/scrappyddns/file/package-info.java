/** Files that an operator writes, some while the service runs. */
@NullMarked
package io.github.scrappyddns.file;

import org.jspecify.annotations.NullMarked;
