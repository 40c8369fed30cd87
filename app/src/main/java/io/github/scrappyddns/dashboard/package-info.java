/** The pages that a person sees in a browser: made on the server, of templates and read models. */
@NullMarked
package io.github.scrappyddns.dashboard;

import org.jspecify.annotations.NullMarked;
