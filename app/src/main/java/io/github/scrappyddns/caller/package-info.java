/**
 * Who is calling: the connection, what proxies say of it, and how slowly those who guess are
 * refused.
 */
@NullMarked
package io.github.scrappyddns.caller;

import org.jspecify.annotations.NullMarked;
