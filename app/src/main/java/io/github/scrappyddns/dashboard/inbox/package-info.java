/** The inbox: the alerts of all networks, as a page and as what an installed app holds of them. */
@NullMarked
package io.github.scrappyddns.dashboard.inbox;

import org.jspecify.annotations.NullMarked;
