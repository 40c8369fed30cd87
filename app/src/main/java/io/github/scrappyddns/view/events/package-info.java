/** What happened, as pages tell it: of one network, and of all of them in the inbox. */
@NullMarked
package io.github.scrappyddns.view.events;

import org.jspecify.annotations.NullMarked;
