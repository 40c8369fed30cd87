/** The addresses that networks hold: their table, their memory, and when they were last seen. */
@NullMarked
package io.github.scrappyddns.checkin.held;

import org.jspecify.annotations.NullMarked;
