/** The service as a web application: the server is a servlet container's. */
@NullMarked
package io.github.scrappyddns.war;

import org.jspecify.annotations.NullMarked;
