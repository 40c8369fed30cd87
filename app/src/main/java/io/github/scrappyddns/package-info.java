/** Where the program begins; its parts are the packages below. */
@NullMarked
package io.github.scrappyddns;

import org.jspecify.annotations.NullMarked;
