/** Keys, requests and certificates as the authority and browsers want them; knows no order. */
@NullMarked
package io.github.scrappyddns.acme.certificate;

import org.jspecify.annotations.NullMarked;
