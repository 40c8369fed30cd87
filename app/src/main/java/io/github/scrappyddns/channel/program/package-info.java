/** A program of the owner's own as a receiver: how it is started, heard and ended. */
@NullMarked
package io.github.scrappyddns.channel.program;

import org.jspecify.annotations.NullMarked;
