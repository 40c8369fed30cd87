/** The composition root: reads what the operator set up; makes, starts and stops the parts. */
@NullMarked
package io.github.scrappyddns.assembly;

import org.jspecify.annotations.NullMarked;
