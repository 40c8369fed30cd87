/**
 * Who is calling: the connection, what proxies say about it, and how slowly guesses are refused.
 */
@NullMarked
package io.github.scrappyddns.caller;

import org.jspecify.annotations.NullMarked;
