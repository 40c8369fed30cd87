/** Endpoints: functions from a request to a response. */
@NullMarked
package io.github.scrappyddns.web;

import org.jspecify.annotations.NullMarked;
