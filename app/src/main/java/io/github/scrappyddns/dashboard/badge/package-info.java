/** The picture that says in a word how a network is, to whoever was given its link. */
@NullMarked
package io.github.scrappyddns.dashboard.badge;

import org.jspecify.annotations.NullMarked;
