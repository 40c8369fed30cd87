/** What is locked up in the database, and what locks it. */
@NullMarked
package io.github.scrappyddns.steering.secret;

import org.jspecify.annotations.NullMarked;
