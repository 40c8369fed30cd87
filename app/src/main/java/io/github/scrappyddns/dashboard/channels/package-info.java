/** The pages of channels: how they are, how one is set up, and how one goes. */
@NullMarked
package io.github.scrappyddns.dashboard.channels;

import org.jspecify.annotations.NullMarked;
