/** The HTTP server: sockets and limits; a request in, a response out. */
@NullMarked
package io.github.scrappyddns.server;

import org.jspecify.annotations.NullMarked;
