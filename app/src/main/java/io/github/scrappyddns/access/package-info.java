/** Who may see and steer: the password, sessions, and what tells a person from a forged call. */
@NullMarked
package io.github.scrappyddns.access;

import org.jspecify.annotations.NullMarked;
