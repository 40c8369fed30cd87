/** What counts as a change: the check-in compared with what its network holds. */
@NullMarked
package io.github.scrappyddns.checkin;

import org.jspecify.annotations.NullMarked;
