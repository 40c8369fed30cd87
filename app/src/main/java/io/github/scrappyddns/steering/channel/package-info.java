/** The channels that people set up: what they typed, what is stored of it, and their orders. */
@NullMarked
package io.github.scrappyddns.steering.channel;

import org.jspecify.annotations.NullMarked;
