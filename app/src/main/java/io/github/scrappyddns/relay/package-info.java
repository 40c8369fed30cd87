/** What pays the debts of the outbox: a lane for each channel. */
@NullMarked
package io.github.scrappyddns.relay;

import org.jspecify.annotations.NullMarked;
