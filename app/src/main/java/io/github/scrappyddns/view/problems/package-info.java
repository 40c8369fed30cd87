/** What needs its owner: of the server itself, and of channels. */
@NullMarked
package io.github.scrappyddns.view.problems;

import org.jspecify.annotations.NullMarked;
