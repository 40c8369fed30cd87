/** What people want to see, read from the tables: one question each, a page at a time. */
@NullMarked
package io.github.scrappyddns.view;

import org.jspecify.annotations.NullMarked;
