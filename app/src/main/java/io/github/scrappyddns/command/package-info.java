/** The command line: one file for each sub-command, and what they print. */
@NullMarked
package io.github.scrappyddns.command;

import org.jspecify.annotations.NullMarked;
