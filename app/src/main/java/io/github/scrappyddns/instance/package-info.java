/** Who else uses the database, and what all instances do and know together. */
@NullMarked
package io.github.scrappyddns.instance;

import org.jspecify.annotations.NullMarked;
