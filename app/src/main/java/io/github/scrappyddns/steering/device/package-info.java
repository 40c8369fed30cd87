/** What browsers order that want alerts. */
@NullMarked
package io.github.scrappyddns.steering.device;

import org.jspecify.annotations.NullMarked;
