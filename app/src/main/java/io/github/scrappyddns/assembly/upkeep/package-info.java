/** What is looked at and done from time to time while the service runs. */
@NullMarked
package io.github.scrappyddns.assembly.upkeep;

import org.jspecify.annotations.NullMarked;
