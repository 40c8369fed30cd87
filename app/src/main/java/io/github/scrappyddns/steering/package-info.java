/** What people order of networks and tokens: each order one transaction that all instances see. */
@NullMarked
package io.github.scrappyddns.steering;

import org.jspecify.annotations.NullMarked;
