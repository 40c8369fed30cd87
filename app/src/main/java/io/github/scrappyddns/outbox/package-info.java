/** What is owed to whom, and the relay that pays it. */
@NullMarked
package io.github.scrappyddns.outbox;

import org.jspecify.annotations.NullMarked;
