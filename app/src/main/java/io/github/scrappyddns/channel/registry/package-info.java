/** The registry of channels: what makes them of what their owner wrote, and their names. */
@NullMarked
package io.github.scrappyddns.channel.registry;

import org.jspecify.annotations.NullMarked;
