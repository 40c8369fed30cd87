/**
 * What programs may ask and order, as JSON: the same questions and orders as those of the pages.
 */
@NullMarked
package io.github.scrappyddns.api;

import org.jspecify.annotations.NullMarked;
