/** What is a change: the check-in compared with what is held. */
@NullMarked
package io.github.scrappyddns.checkin;

import org.jspecify.annotations.NullMarked;
