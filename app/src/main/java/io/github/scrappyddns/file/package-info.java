/** Files that an operator edits while the service runs. */
@NullMarked
package io.github.scrappyddns.file;

import org.jspecify.annotations.NullMarked;
