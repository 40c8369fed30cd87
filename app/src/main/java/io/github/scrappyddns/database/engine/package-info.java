/** The two kinds of databases: how to connect to them, and what can be wrong with them. */
@NullMarked
package io.github.scrappyddns.database.engine;

import org.jspecify.annotations.NullMarked;
