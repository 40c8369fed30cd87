/** The web application in real servlet containers. */
@NullMarked
package io.github.scrappyddns.war;

import org.jspecify.annotations.NullMarked;
