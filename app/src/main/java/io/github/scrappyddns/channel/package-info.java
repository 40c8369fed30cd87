/** Ways to reach a person, and what their answers mean. */
@NullMarked
package io.github.scrappyddns.channel;

import org.jspecify.annotations.NullMarked;
