/** What to type into a client, with the values of one network: guides as blocks of a page. */
@NullMarked
package io.github.scrappyddns.dashboard.setup;

import org.jspecify.annotations.NullMarked;
