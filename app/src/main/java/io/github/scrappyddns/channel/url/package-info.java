/**
 * The grammar of a channel's URL: its parts, its encoding, and how it is printed without its
 * secrets.
 */
@NullMarked
package io.github.scrappyddns.channel.url;

import org.jspecify.annotations.NullMarked;
