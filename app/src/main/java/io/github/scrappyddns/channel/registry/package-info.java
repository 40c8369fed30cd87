/** The registry of channels: makes them from what their owner wrote, and names them. */
@NullMarked
package io.github.scrappyddns.channel.registry;

import org.jspecify.annotations.NullMarked;
