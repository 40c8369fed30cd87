/** What people type into their routers and DDNS clients, so that these check in here. */
@NullMarked
package io.github.scrappyddns.client;

import org.jspecify.annotations.NullMarked;
