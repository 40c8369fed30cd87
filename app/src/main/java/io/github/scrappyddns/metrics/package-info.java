/** Figures for Prometheus: what the parts have counted, told to who may know. */
@NullMarked
package io.github.scrappyddns.metrics;

import org.jspecify.annotations.NullMarked;
