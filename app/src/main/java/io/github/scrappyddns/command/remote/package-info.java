/** Commands that ask and order by the API: of the service on this machine, or of another one. */
@NullMarked
package io.github.scrappyddns.command.remote;

import org.jspecify.annotations.NullMarked;
