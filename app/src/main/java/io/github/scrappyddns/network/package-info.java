/** Who may check in: networks, their tokens, and the list that names them. */
@NullMarked
package io.github.scrappyddns.network;

import org.jspecify.annotations.NullMarked;
