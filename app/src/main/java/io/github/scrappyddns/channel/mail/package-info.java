/** E-mail as a kind of channel. */
@NullMarked
package io.github.scrappyddns.channel.mail;

import org.jspecify.annotations.NullMarked;
