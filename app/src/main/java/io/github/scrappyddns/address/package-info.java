/** Pure values: an IP address, its family, its block, its place in the address plan. */
@NullMarked
package io.github.scrappyddns.address;

import org.jspecify.annotations.NullMarked;
