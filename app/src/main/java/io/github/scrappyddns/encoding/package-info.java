/** How text stands in URLs. */
@NullMarked
package io.github.scrappyddns.encoding;

import org.jspecify.annotations.NullMarked;
