/** The watch for silence: what it knows of networks, and how often they should call. */
@NullMarked
package io.github.scrappyddns.assembly.silence;

import org.jspecify.annotations.NullMarked;
