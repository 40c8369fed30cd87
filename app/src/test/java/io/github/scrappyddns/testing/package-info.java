/** What the tests of several packages share: real databases, a clock moved by hand, a guard. */
@NullMarked
package io.github.scrappyddns.testing;

import org.jspecify.annotations.NullMarked;
