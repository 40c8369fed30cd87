/** The push services, a file each. */
@NullMarked
package io.github.scrappyddns.channel.service;

import org.jspecify.annotations.NullMarked;
