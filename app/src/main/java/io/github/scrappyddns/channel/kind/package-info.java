/** What every kind of channel brings: the URLs that it takes and the receivers that they open. */
@NullMarked
package io.github.scrappyddns.channel.kind;

import org.jspecify.annotations.NullMarked;
