/** What the operator set: the file, the environment, their keys and their errors. */
@NullMarked
package io.github.scrappyddns.config;

import org.jspecify.annotations.NullMarked;
