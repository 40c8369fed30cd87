/** One call to a push service and its answer: time limits, rests, whom to trust. */
@NullMarked
package io.github.scrappyddns.channel.http;

import org.jspecify.annotations.NullMarked;
