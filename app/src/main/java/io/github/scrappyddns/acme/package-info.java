/**
 * The certificate that this service gets and renews by itself, from an authority that speaks ACME.
 */
@NullMarked
package io.github.scrappyddns.acme;

import org.jspecify.annotations.NullMarked;
