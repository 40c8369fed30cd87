/** The calls that a server takes and the answers that it gives, without sockets. */
@NullMarked
package io.github.scrappyddns.http;

import org.jspecify.annotations.NullMarked;
