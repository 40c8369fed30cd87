/** What all pages share: words, times, links, pictures, and the printer of templates. */
@NullMarked
package io.github.scrappyddns.dashboard.frame;

import org.jspecify.annotations.NullMarked;
