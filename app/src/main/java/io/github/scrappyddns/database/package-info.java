/** The one durable store: its connections, its transactions, its schema. */
@NullMarked
package io.github.scrappyddns.database;

import org.jspecify.annotations.NullMarked;
