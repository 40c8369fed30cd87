/** Web Push: how a message for a browser is sealed, and who says that it comes from us. */
@NullMarked
package io.github.scrappyddns.channel.webpush;

import org.jspecify.annotations.NullMarked;
