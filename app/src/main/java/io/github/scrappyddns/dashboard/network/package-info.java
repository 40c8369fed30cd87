/** What can be ordered of networks and their tokens: forms, questions, and what came of them. */
@NullMarked
package io.github.scrappyddns.dashboard.network;

import org.jspecify.annotations.NullMarked;
