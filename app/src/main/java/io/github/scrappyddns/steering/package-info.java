/** What people order: each order one transaction, which all instances see. */
@NullMarked
package io.github.scrappyddns.steering;

import org.jspecify.annotations.NullMarked;
